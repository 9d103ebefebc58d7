import type { Education } from './education.ts'
import { profileOf } from './opd.ts'
import type { Random } from './random.ts'

/** The posts of those who lead nothing: functional ones with their grades, and pelaksana. */

export interface Job {
  nama: string
  /** the name without its grade */
  base: string
  /** jenisJabatan of domain.md section 3: 2 functional, 4 pelaksana */
  jenis: '2' | '4'
  /** age of retirement that goes with the post */
  bup: number
  education: Education
}

const GENERAL_POSTS = ['Perencana', 'Arsiparis', 'Analis Kebijakan', 'Analis SDM Aparatur', 'Pranata Komputer',
  'Pranata Hubungan Masyarakat', 'Pengelola Pengadaan Barang/Jasa'] as const

const PELAKSANA: Record<'SD' | 'SMA' | 'D3' | 'S1', readonly string[]> = {
  SD: ['Pengelola Umum Operasional'],
  SMA: ['Pengadministrasi Perkantoran', 'Operator Layanan Operasional'],
  D3: ['Pengolah Data dan Informasi', 'Pengelola Layanan Operasional'],
  S1: ['Penelaah Teknis Kebijakan', 'Penata Layanan Operasional'],
}

/** Posts that people with a diploma hold as well, in grades of their own. */
const SKILLED = new Set(['Perawat', 'Bidan', 'Pranata Komputer', 'Arsiparis', 'Pranata Laboratorium Kesehatan',
  'Polisi Pamong Praja', 'Polisi Kehutanan', 'Penyuluh Pertanian', 'Pustakawan', 'Auditor', 'Pranata SDM Aparatur'])

const EXPERT_GRADES = ['Ahli Pertama', 'Ahli Muda', 'Ahli Madya', 'Ahli Utama'] as const
const SKILLED_GRADES = ['Terampil', 'Mahir', 'Penyelia'] as const

const USUAL_BUP = 58
const BUP: Record<string, number> = { 'Ahli Madya': 60, 'Ahli Utama': 65 }
const TEACHER_BUP = 60

/**
 * @param opd slug of the seeded unit
 * @param years of service; beginners hold the lowest grade
 */
export function drawJob(random: Random, opd: string, years: number): Job {
  const profile = profileOf(opd)
  if (!random.chance(profile.functional ?? 0.45)) return drawPelaksana(random)
  const base = random.pick(random.chance(0.75) && profile.posts.length > 0 ? profile.posts : GENERAL_POSTS)
  if (SKILLED.has(base) && random.chance(0.5)) {
    const grade = SKILLED_GRADES[Math.min(2, Math.floor(years / 8))] as string
    return { nama: `${base} ${grade}`, base, jenis: '2', bup: USUAL_BUP, education: 'D3' }
  }
  const education = random.weighted(['S1', 'S2', 'S3'] as const, (level) => ({ S1: 78, S2: 20, S3: 2 })[level])
  const grade = EXPERT_GRADES[expertGrade(education, years)] as string
  const bup = base === 'Guru' ? TEACHER_BUP : (BUP[grade] ?? USUAL_BUP)
  return { nama: `${base} ${grade}`, base, jenis: '2', bup, education }
}

function expertGrade(education: Education, years: number): number {
  if (education === 'S3' && years >= 24) return 3
  return Math.min(2, Math.floor(years / 9))
}

/** The simplest post there is: whoever must retire at the usual age holds one. */
export function drawPelaksana(random: Random): Job {
  const education = random.weighted(['SD', 'SMA', 'D3', 'S1'] as const, (e) => ({ SD: 4, SMA: 36, D3: 20, S1: 40 })[e])
  const nama = random.pick(PELAKSANA[education])
  return { nama, base: nama, jenis: '4', bup: USUAL_BUP, education }
}
