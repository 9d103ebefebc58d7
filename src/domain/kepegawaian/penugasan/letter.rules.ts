/**
 * What may be recorded as an assignment by hand. Official days as YYYY-MM-DD in WIB. Source of the limits: UU 30/2014
 * article 14 and SE BKN 1/SE/I/2021: a Plt lasts three months and may be extended by three, for this person in this post.
 */
import { postWords } from '../../pegawai/penugasan.rules.ts'
import { dayAfter, daysLater, isDay, monthsLater } from '../days.rules.ts'
import { ASSIGNMENT_KINDS, type AssignmentKind } from '../validation/penugasan.rules.ts'

/** What is typed of a letter; everything is text, an empty one is nothing. */
export interface LetterInput {
  readonly jenis: string
  readonly jabatan: string
  readonly unit: string
  /** First and last day. */
  readonly mulai: string
  readonly selesai: string
  readonly sk: string
}

/** A letter of the person that is in force, to come, over, or waits for BKD; half-open days. */
export interface KnownLetter {
  readonly jenis: AssignmentKind
  readonly jabatan: string
  readonly unit_id: string
  readonly from: string
  /** Null: no end is known. */
  readonly to: string | null
  readonly sk: string | null
}

/** A letter that can be read. */
export type Letter = KnownLetter & { readonly to: string; readonly sk: string }

export type LetterMistake =
  | 'kosong' | 'terlalu-panjang' | 'bukan-pilihan' | 'bukan-tanggal' | 'sebelum-mulai' | 'sudah-lewat' | 'terlalu-jauh'
  | 'plt-lebih-tiga-bulan' | 'plt-lebih-enam-bulan' | 'tumpang-tindih' | 'sk-sudah-ada' | 'di-luar-opd' | 'pindaian-kosong'
  | 'pindaian-jenis' | 'pindaian-besar'

export type LetterMistakes = Partial<Record<keyof LetterInput | 'pindaian', LetterMistake>>

const ONE_LETTER_MONTHS = 3
const TOGETHER_MONTHS = 6
/** A letter is written at most so long before it begins. */
const AHEAD_MONTHS = 12
/** A letter that ends on a Friday and one that begins after the holidays are one standing in. */
const JOINED_DAYS = 7

const LONGEST = { jabatan: 160, sk: 100 } as const

/** What is left of an SK's number when capitals, blanks and punctuation do not count; as `sk_baku` of the database. */
export const skBaku = (sk: string): string => sk.replace(/[^A-Za-z0-9]/g, '').toUpperCase()

/** The same assignment: kind, post and unit, whatever the letter. */
const isSame = (one: KnownLetter, other: KnownLetter): boolean =>
  one.jenis === other.jenis && one.unit_id === other.unit_id && postWords(one.jabatan) === postWords(other.jabatan)

const isBefore = (day: string, end: string | null): boolean => end === null || day < end

/**
 * The days that a letter and all letters of the same assignment that hang together with it cover, whoever brought them.
 * @returns half-open days; `to` null when one of them has no end
 */
export function joinedSpan(letter: KnownLetter, others: readonly KnownLetter[]): { from: string; to: string | null } {
  let { from, to } = letter
  let left = others.filter((other) => isSame(letter, other))
  for (;;) {
    const touching = left.filter((other) => (to === null || other.from <= daysLater(to, JOINED_DAYS))
      && (other.to === null || from <= daysLater(other.to, JOINED_DAYS)))
    if (touching.length === 0) return { from, to }
    left = left.filter((other) => !touching.includes(other))
    for (const other of touching) {
      if (other.from < from) from = other.from
      if (to !== null && (other.to === null || other.to > to)) to = other.to
    }
  }
}

/** Reads what was typed, each field with its first mistake; nothing of what is known of the person is looked at. */
export function readLetter(
  input: LetterInput, today: string,
): { readonly ok: true; readonly letter: Letter } | { readonly ok: false; readonly galat: LetterMistakes } {
  const { jabatan, unit, mulai, selesai, sk } = input
  const jenis = ASSIGNMENT_KINDS.find((kind) => kind === input.jenis)
  const found: Record<keyof LetterInput, LetterMistake | undefined> = {
    jenis: jenis === undefined ? 'bukan-pilihan' : undefined,
    jabatan: jabatan === '' ? 'kosong' : undefined,
    unit: unit === '' ? 'kosong' : undefined,
    mulai: dayMistake(mulai) ?? (mulai > monthsLater(today, AHEAD_MONTHS) ? 'terlalu-jauh' : undefined),
    selesai: dayMistake(selesai) ?? (selesai < today ? 'sudah-lewat' : undefined),
    sk: skBaku(sk) === '' ? 'kosong' : undefined,
  }
  for (const [field, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][]) {
    if (input[field].length > most) found[field] = 'terlalu-panjang'
  }
  if (found.mulai === undefined && found.selesai === undefined && selesai < mulai) found.selesai = 'sebelum-mulai'
  const galat = Object.fromEntries(Object.entries(found).filter(([, mistake]) => mistake !== undefined))
  if (jenis === undefined || Object.keys(galat).length > 0) return { ok: false, galat }
  return { ok: true, letter: { jenis, jabatan, unit_id: unit, from: mulai, to: dayAfter(selesai), sk } }
}

function dayMistake(day: string): LetterMistake | undefined {
  if (day === '') return 'kosong'
  return isDay(day) ? undefined : 'bukan-tanggal'
}

/**
 * Judges a letter beside those that are known of the person.
 * @param known of every source, and what waits for BKD; taken back or refused ones are no letters
 * @returns nothing when it may be recorded, and confirmed
 */
export function judgeLetter(letter: Letter, known: readonly KnownLetter[]): LetterMistakes {
  const { jenis, from, to, sk } = letter
  if (known.some((other) => other.sk !== null && skBaku(other.sk) === skBaku(sk))) return { sk: 'sk-sudah-ada' }
  if (known.some((other) => isSame(letter, other) && isBefore(from, other.to) && isBefore(other.from, to))) {
    return { mulai: 'tumpang-tindih' }
  }
  if (jenis !== 'PLT') return {}
  if (to > monthsLater(from, ONE_LETTER_MONTHS)) return { selesai: 'plt-lebih-tiga-bulan' }
  const span = joinedSpan(letter, known)
  const isTooLong = span.to === null || span.to > monthsLater(span.from, TOGETHER_MONTHS)
  return isTooLong ? { selesai: 'plt-lebih-enam-bulan' } : {}
}

/** What BKD should look at before it confirms; nothing that forbids it. */
export type LetterWarning = 'jabatan-terisi' | 'tanpa-pemegang' | 'bukan-aktif' | 'ditahan'

/**
 * @param facts how many others hold the post definitively today, the person's state, and whether he is held
 */
export function warningsOf(
  { jenis }: Pick<Letter, 'jenis'>,
  { holders, keadaan, tahan }: { readonly holders: number; readonly keadaan: string; readonly tahan: boolean },
): LetterWarning[] {
  const warnings: LetterWarning[] = []
  if (jenis === 'PLT' && holders > 0) warnings.push('jabatan-terisi')
  if (jenis === 'PLH' && holders === 0) warnings.push('tanpa-pemegang')
  if (keadaan !== 'aktif') warnings.push('bukan-aktif')
  if (tahan) warnings.push('ditahan')
  return warnings
}

/** What has become of a recorded assignment on a day. */
export type LetterStatus =
  'menunggu' | 'ditolak' | 'dicabut' | 'digantikan' | 'akan-datang' | 'berlaku' | 'selesai'

/** @param stored half-open days are not kept there: `selesai` is the last one */
export function statusOf(
  { keadaan, mulai, selesai, digantikan }: {
    readonly keadaan: string; readonly mulai: string; readonly selesai: string; readonly digantikan: boolean
  },
  today: string,
): LetterStatus {
  if (keadaan === 'menunggu' || keadaan === 'ditolak' || keadaan === 'dicabut') return keadaan
  if (digantikan) return 'digantikan'
  if (mulai > today) return 'akan-datang'
  return selesai < today ? 'selesai' : 'berlaku'
}
