import { readKedudukan } from '../../pegawai/kedudukan.rules.ts'
import { drawCareer, drawNip, pensionDay } from './career.ts'
import type { Jenis } from './career.ts'
import { addDays, addMonths, nextMonth, REFERENCE_DAY, wholeYears } from './days.ts'
import { drawTitles } from './education.ts'
import type { Education } from './education.ts'
import { drawJob, drawPelaksana } from './jobs.ts'
import { drawName, PLACES } from './names.ts'
import type { Random } from './random.ts'
import { pnsGolongan, pppkGolongan } from './ranks.ts'
import type { Role } from './roles.ts'
import { nameId } from './units.ts'
import type { SampleUnit } from './units.ts'

/** One synthetic civil servant, as the source knows him. Days are YYYY-MM-DD; what he has not is undefined. */
export interface SamplePerson {
  pnsId: string
  nip: string
  nipLama?: string
  nama: string
  gelarDepan?: string
  gelarBelakang?: string
  tempatLahir: string
  lahir: string
  kelamin: 'L' | 'P'
  noHp?: string
  email?: string
  emailGov?: string
  jenis: Jenis
  kedudukan: { kode: string; nama: string }
  tmtAwal: string
  tmtPns?: string
  golongan: string
  tmtGolongan: string
  jabatan: SampleJabatan
  /** his own unit; `unit.opd` is the slug of the seeded one */
  unit: SampleUnit
  /** leads `unit` by a definitive post */
  leads: boolean
  tmtPensiun?: string
  akhirKontrak?: string
  meninggal?: string
}

export interface SampleJabatan {
  id: string
  nama: string
  /** jenisJabatan of domain.md section 3 */
  jenis: '1' | '2' | '4'
  eselon: string
  tmt: string
}

const NO_ESELON = '99'
/** The NIP of 18 digits came in 2009; who was there before still has the old one. */
const FIRST_DAY_OF_NEW_NIP = '2009-01-01'
const STAFF_AGE = [25, 57] as const
const LASTING_AGE = [40, 45] as const
const HEAD_AGE: Record<string, readonly [number, number]> = { 1: [49, 57], 2: [48, 57], 3: [42, 55], 4: [36, 54] }
const OLDEST_ENTRY = 35
const OLDEST_ENTRY_OF_HEADS = 28

/** Draws the person for a role. `taken` holds the NIPs that are given; the new one is added. */
export function drawPerson(random: Random, role: Role, taken: Set<string>): SamplePerson {
  const { unit, jenis, standing } = role
  const eselon = role.leads ? unit.head?.eselon : undefined
  const kelamin = random.chance(eselon === undefined ? 0.54 : 0.36) ? 'P' : 'L'
  const career = drawCareer(random, {
    jenis,
    umur: standing?.umur ?? (role.lasting ? LASTING_AGE : HEAD_AGE[eselon?.[0] ?? ''] ?? STAFF_AGE),
    masukPalingTua: eselon === undefined ? OLDEST_ENTRY : OLDEST_ENTRY_OF_HEADS,
    baru: standing?.kode === '51',
  })
  const years = Math.max(0, wholeYears(career.mulai, REFERENCE_DAY))
  const job = eselon === undefined ? drawStaffJob(random, role, years) : headJob(random, unit, eselon)
  const nama = drawName(random, kelamin)
  const pnsId = random.id()

  return {
    pnsId,
    nip: drawNip(random, career, jenis, kelamin, taken),
    nipLama: career.mulai < FIRST_DAY_OF_NEW_NIP ? String(random.int(400_000_000, 499_999_999)) : undefined,
    nama,
    ...mistypedSometimes(random, drawTitles(random, job.base, job.education)),
    tempatLahir: random.pick(PLACES),
    lahir: career.lahir,
    kelamin,
    ...drawContact(random, nama, taken.size),
    jenis,
    kedudukan: kedudukanOf(role),
    tmtAwal: career.mulai,
    tmtPns: career.tmtPns,
    golongan: jenis === 'PPPK'
      ? pppkGolongan(random, job.education)
      : pnsGolongan(job.education, years, { eselon, functional: job.jenis === '2' }),
    tmtGolongan: jenis === 'PNS' ? lastPromotion(career.mulai, years) : career.mulai,
    jabatan: { id: job.id, nama: job.nama, jenis: job.jenis, eselon: eselon ?? NO_ESELON,
      tmt: drawTmt(random, career.mulai, eselon !== undefined) },
    unit,
    leads: role.leads,
    tmtPensiun: jenis === 'PPPK' ? undefined : pensionDay(career.lahir, job.bup),
    akhirKontrak: career.akhirKontrak,
    meninggal: role.deceased ? addDays(REFERENCE_DAY, -random.int(5, 60)) : undefined,
  }
}

interface HeldJob {
  id: string
  nama: string
  base: string
  jenis: '1' | '2' | '4'
  bup: number
  education: Education
}

/** Who is bound to retire at the usual age cannot hold a post that lets him stay longer. */
function drawStaffJob(random: Random, role: Role, years: number): HeldJob {
  const isBoundToRetire = (role.standing?.umur?.[0] ?? 0) >= 57
  const job = isBoundToRetire ? drawPelaksana(random) : drawJob(random, role.unit.opd, years)
  return { ...job, id: nameId('jabatan', job.nama) }
}

function headJob(random: Random, unit: SampleUnit, eselon: string): HeldJob {
  const isHigh = eselon < '30'
  const education = random.weighted(['S1', 'S2', 'S3'] as const, (level) =>
    (isHigh ? { S1: 10, S2: 70, S3: 20 } : { S1: 45, S2: 52, S3: 3 })[level])
  const { jabatanId: id, nama } = unit.head ?? { jabatanId: '', nama: '' }
  return { id, nama, base: nama, jenis: '1', bup: isHigh ? 60 : 58, education }
}

function kedudukanOf({ standing }: Role): { kode: string; nama: string } {
  const kode = standing?.kode ?? '01'
  const known = readKedudukan(kode)
  return { kode, nama: standing?.nama ?? (known.tahan ? '' : known.kedudukan.nama) }
}

/** Promotions come on 1 April and 1 October; the last one lies less than four years back. */
function lastPromotion(mulai: string, years: number): string {
  return years < 4 ? mulai : addMonths(mulai, Math.floor(years / 4) * 48)
}

/** A post of leadership is held for four years at most here, and never longer than the service. */
function drawTmt(random: Random, mulai: string, leads: boolean): string {
  if (!leads) return mulai
  const tmt = nextMonth(addMonths(REFERENCE_DAY, -random.int(2, 48)))
  return tmt < mulai ? mulai : tmt
}

/** One in five hundred titles was typed with a semicolon: the separator of the export itself. */
function mistypedSometimes<T extends { gelarBelakang?: string }>(random: Random, titles: T): T {
  const mistyped = random.chance(0.002)
  return mistyped ? { ...titles, gelarBelakang: titles.gelarBelakang?.replace(', ', '; ') } : titles
}

/** Numbers after 0800-0 are not given out, and `.example` is nobody's domain (RFC 2606). */
function drawContact(random: Random, nama: string, number: number): Pick<SamplePerson, 'noHp' | 'email' | 'emailGov'> {
  const local = `${nama.toLowerCase().replace(/[^a-z ]/g, '').trim().replace(/ +/g, '.')}.${number}`
  return {
    noHp: random.chance(0.9) ? `08000${String(random.int(0, 9_999_999)).padStart(7, '0')}` : undefined,
    email: random.chance(0.8) ? `${local}@surel.example` : undefined,
    emailGov: random.chance(0.6) ? `${local}@contoh.bantenprov.example` : undefined,
  }
}
