/** Single fields as exports write them. Each returns undefined for what nobody can read; nothing is guessed. */
import { parseTelepon } from '../../pegawai/telepon.rules.ts'
import { isDay } from '../days.rules.ts'

// Most cells: nothing to clean, and told at a glance.
const PLAIN = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/
// Control and format characters (zero-width joiners, soft hyphens) come with copy and paste and are no text.
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu

/** @returns the text in NFC, with single blanks and without invisible characters; '' when nothing is left */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text
  return text.replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim().normalize('NFC')
}

/**
 * Spreadsheets mark a number that must stay text: `'1980…` or `="1980…"`. Names are left alone: some begin with such a mark.
 * @returns the text without the mark
 */
export function withoutTextMark(text: string): string {
  return text.trim().replace(/^="(.*)"$/, '$1').replace(/^'/, '')
}

/** @returns whether a spreadsheet made a number of the digits and lost the last of them: `1,98001E+17` */
export function isRounded(text: string): boolean {
  return /^\d([.,]\d+)?E\+?\d+$/i.test(text.trim())
}

/**
 * @param text dd-mm-yyyy or yyyy-mm-dd, this one perhaps with the first moment of the day. Nothing with slashes: which of
 *   two numbers is the month, they do not say
 * @returns YYYY-MM-DD, null for nothing (MySQL's zero date is nothing), undefined for no calendar day
 */
export function readDay(text: string): string | null | undefined {
  const trimmed = withoutTextMark(text).replace(/^(\d{4}-\d{2}-\d{2}) 00:00:00(?:\.0+)?$/, '$1')
  if (trimmed === '' || /^(00-00-0000|0000-00-00)$/.test(trimmed)) return null
  const day = trimmed.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1')
  return isDay(day) ? day : undefined
}

const SEXES: Record<string, 'L' | 'P'> = {
  l: 'L', m: 'L', '1': 'L', 'laki-laki': 'L', 'laki laki': 'L', pria: 'L',
  p: 'P', f: 'P', '2': 'P', perempuan: 'P', wanita: 'P',
}

/** @param text SIASN writes M and F, SIMPEG L and P or 1 and 2, people write words */
export function readSex(text: string): 'L' | 'P' | undefined {
  const key = text.toLowerCase()
  return Object.hasOwn(SEXES, key) ? SEXES[key] : undefined
}

export { parseSurel as readEmail } from '../../pegawai/surel.rules.ts'

/** @returns the number in E.164 as OIDC Core 5.1 recommends; a leading 0 is Indonesian */
export function readPhone(text: string): string | undefined {
  return parseTelepon(withoutTextMark(text))
}

export const POST_KINDS = ['struktural', 'fungsional', 'rangkap', 'pelaksana'] as const
export type PostKind = (typeof POST_KINDS)[number]

const POST_KIND_BY_ID: Record<string, PostKind> = { 1: 'struktural', 2: 'fungsional', 3: 'rangkap', 4: 'pelaksana' }

/** The words that SIASN and offices use, looked for in this order: "fungsional umum" is no functional post. */
const POST_KIND_BY_WORD: readonly (readonly [word: string, kind: PostKind])[] = [
  ['fungsional umum', 'pelaksana'], ['pelaksana', 'pelaksana'], ['rangkap', 'rangkap'], ['struktural', 'struktural'],
  ['fungsional', 'fungsional'],
]

/**
 * @param id jenisJabatan 1 to 4 (domain.md section 3)
 * @param nama the words beside it, looked at only where the id is empty
 */
export function readPostKind(id: string, nama: string): PostKind | undefined {
  if (id !== '') return Object.hasOwn(POST_KIND_BY_ID, id) ? POST_KIND_BY_ID[id] : undefined
  const words = nama.toLowerCase()
  return POST_KIND_BY_WORD.find(([word]) => words.includes(word))?.[1]
}
