/** What may be asked for a person without a NIP, and who may decide it. Official days as YYYY-MM-DD in WIB. */
import { TANPA_NIP, type TanpaNip } from '../../pegawai/kategori.rules.ts'
import { isDay, monthsLater } from '../days.rules.ts'

/** What is typed of a person; everything is text, an empty one is nothing. */
export interface UsulanInput {
  readonly kategori: string
  readonly unit: string
  readonly nama: string
  readonly gelarDepan: string
  readonly gelarBelakang: string
  readonly lahir: string
  readonly kelamin: string
  readonly surel: string
  readonly jabatan: string
  /** The contract or letter on which it rests. */
  readonly dasar: string
  /** Last day. */
  readonly sampai: string
}

export type UsulanMistake =
  | 'kosong' | 'terlalu-panjang' | 'bukan-pilihan' | 'bukan-tanggal' | 'sudah-lewat' | 'terlalu-lama' | 'bukan-surel'
  | 'di-masa-depan' | 'bukan-jabatan' | 'di-luar-opd' | 'sudah-menunggu'

export type UsulanMistakes = Partial<Record<keyof UsulanInput, UsulanMistake>>

/** Longest time from the day of the confirmation: a year, for who was elected his term (UU 23/2014 article 60). */
const MOST_MONTHS: Record<TanpaNip, number> = { 'pejabat-negara': 60, 'tenaga-ahli': 12, 'pengembang-vendor': 12 }

const LONGEST = { nama: 120, gelarDepan: 30, gelarBelakang: 60, surel: 120, jabatan: 120, dasar: 160 } as const

/** One address: what RFC 5321 makes of it the mail server says. */
const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/

/** @returns whether the text names a kind of people without a NIP */
export const isTanpaNip = (text: string): text is TanpaNip => (TANPA_NIP as readonly string[]).includes(text)

/** @returns what is wrong with a last day, undefined when it may be confirmed today */
export function sampaiMistake(kategori: TanpaNip, sampai: string, today: string): UsulanMistake | undefined {
  if (sampai === '') return 'kosong'
  if (!isDay(sampai)) return 'bukan-tanggal'
  if (sampai < today) return 'sudah-lewat'
  return sampai > monthsLater(today, MOST_MONTHS[kategori]) ? 'terlalu-lama' : undefined
}

function birthMistake(lahir: string, today: string): UsulanMistake | undefined {
  if (lahir === '') return undefined
  if (!isDay(lahir)) return 'bukan-tanggal'
  return lahir > today ? 'di-masa-depan' : undefined
}

function officeMistake({ kategori, jabatan }: UsulanInput): UsulanMistake | undefined {
  if (kategori === 'pejabat-negara') return jabatan === '' ? 'kosong' : undefined
  return jabatan === '' ? undefined : 'bukan-jabatan'
}

/**
 * Judges what was typed by itself, each field with its first mistake; whose OPD it is the database says.
 * @returns nothing when it may be asked for
 */
export function judgeUsulan(input: UsulanInput, today: string): UsulanMistakes {
  const { kategori, kelamin, surel } = input
  const known = isTanpaNip(kategori)
  const found: Record<keyof UsulanInput, UsulanMistake | undefined> = {
    kategori: known ? undefined : 'bukan-pilihan',
    unit: input.unit === '' ? 'kosong' : undefined,
    nama: input.nama === '' ? 'kosong' : undefined,
    gelarDepan: undefined,
    gelarBelakang: undefined,
    lahir: birthMistake(input.lahir, today),
    kelamin: ['', 'L', 'P'].includes(kelamin) ? undefined : 'bukan-pilihan',
    surel: surel === '' || EMAIL.test(surel) ? undefined : 'bukan-surel',
    jabatan: officeMistake(input),
    dasar: input.dasar === '' ? 'kosong' : undefined,
    sampai: known ? sampaiMistake(kategori, input.sampai, today) : undefined,
  }
  for (const [field, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][]) {
    if (input[field].length > most) found[field] = 'terlalu-panjang'
  }
  return Object.fromEntries(Object.entries(found).filter(([, mistake]) => mistake !== undefined))
}
