/**
 * The NIP of a PNS or CPNS and the NI PPPK: 18 digits that tell birth date, first appointment, kind, sex and a serial.
 * Source: domain.md section 1. There is no check digit, so a well-formed number proves nothing about its bearer,
 * and the number is personal data: only `maskNip` may be shown or logged.
 */

/** Why a number is refused. `panjang` comes with the number of digits that were typed. */
export type NipReason =
  | 'bukan-angka'
  | 'panjang'
  | 'tanggal-lahir'
  | 'lahir-di-masa-depan'
  | 'jenis'
  | 'kelamin'
  | 'nomor-urut'

/** A doubt about the data that is no ground for refusal. */
export type NipWarning = 'usia-pengangkatan'

export interface Nip {
  ok: true
  nip: string
  /** YYYY-MM-DD */
  lahir: string
  /** CPNS have the number of a PNS: the number cannot tell them apart. */
  jenis: 'PNS' | 'PPPK'
  kelamin: 'L' | 'P'
  /** `bulan` 1-12 for a PNS, `kontrak` 1-9 for a PPPK, never both. */
  pengangkatan: { tahun: number; bulan?: number; kontrak?: number }
  warnings: NipWarning[]
}

export interface NipRefusal {
  ok: false
  reason: NipReason
  length?: number
}

/** What people put between the digits: any white space, dots, hyphens and the dashes a word processor makes of them. */
const SEPARATORS = /[\s.\-\u2010-\u2015\u2212]/gu

const YOUNGEST = 18
const OLDEST = 58

/** Takes out the separators of a typed number. What is left may still be no NIP: `parseNip` decides. */
export function normaliseNip(input: string): string {
  return input.replace(SEPARATORS, '')
}

/**
 * Reads a NIP or NI PPPK as typed or as found in an export.
 *
 * @param input with or without separators; full-width and Arabic digits are refused, not converted
 * @param today YYYY-MM-DD in Asia/Jakarta; a birth date after it is refused
 * @returns what the number says, or the first reason to refuse it
 */
export function parseNip(input: string, today: string): Nip | NipRefusal {
  const nip = normaliseNip(input)
  if (!/^[0-9]*$/.test(nip)) return { ok: false, reason: 'bukan-angka' }
  if (nip.length !== 18) return { ok: false, reason: 'panjang', length: nip.length }

  const lahir = `${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`
  if (!isCalendarDate(lahir)) return { ok: false, reason: 'tanggal-lahir' }
  if (lahir > today) return { ok: false, reason: 'lahir-di-masa-depan' }

  const tahun = Number(nip.slice(8, 12))
  const kind = Number(nip.slice(12, 14))
  const isPns = kind >= 1 && kind <= 12
  if (!isPns && (kind < 21 || kind > 29)) return { ok: false, reason: 'jenis' }

  const sex = nip[14]
  if (sex !== '1' && sex !== '2') return { ok: false, reason: 'kelamin' }
  if (nip.slice(15) === '000') return { ok: false, reason: 'nomor-urut' }

  return {
    ok: true,
    nip,
    lahir,
    jenis: isPns ? 'PNS' : 'PPPK',
    kelamin: sex === '1' ? 'L' : 'P',
    pengangkatan: isPns ? { tahun, bulan: kind } : { tahun, kontrak: kind - 20 },
    warnings: isPlausibleAge(lahir, tahun, isPns ? kind : undefined) ? [] : ['usia-pengangkatan'],
  }
}

/** The last four digits behind four dots, for logs and pages: "····1234". What is no whole number shows nothing. */
export function maskNip(input: string): string {
  const nip = normaliseNip(input)
  return nip.length === 18 ? `····${nip.slice(-4)}` : '····'
}

/** The printed form with its gaps: "19900101 201503 1 001". What has not 18 characters comes back unchanged. */
export function groupNip(nip: string): string {
  if (nip.length !== 18) return nip
  return `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}`
}

/** Year 0 is no calendar year, and PostgreSQL refuses it. */
function isCalendarDate(date: string): boolean {
  if (date.startsWith('0000')) return false
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}

/** The number tells the month of appointment at best, so an age is doubted only when no day of that time would fit. */
function isPlausibleAge(lahir: string, tahun: number, bulan: number | undefined): boolean {
  const birthYear = Number(lahir.slice(0, 4))
  const birthday = lahir.slice(5)
  const month = (value: number): string => String(value).padStart(2, '0')
  const from = `${month(bulan ?? 1)}-01`
  const to = `${month(bulan ?? 12)}-31`
  const oldest = tahun - birthYear - (birthday <= to ? 0 : 1)
  const youngest = tahun - birthYear - (birthday <= from ? 0 : 1)
  return oldest >= YOUNGEST && youngest <= OLDEST
}
