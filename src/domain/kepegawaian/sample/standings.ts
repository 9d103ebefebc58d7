import type { Jenis } from './career.ts'

/** How many people stand otherwise than 01 Aktif: every code of domain.md section 5 and one that nobody knows. */

export interface Standing {
  kode: string
  /** given for the unknown one alone; the others have SIASN's own words */
  nama?: string
  /** in ten thousand; at least one person has it */
  share: number
  jenis: Jenis
  /** completed years of age, where the standing asks for them */
  umur?: readonly [from: number, to: number]
}

/** About four in a hundred. */
export const STANDINGS: readonly Standing[] = [
  { kode: '03', share: 90, jenis: 'PNS', umur: [25, 40] },
  { kode: '20', share: 40, jenis: 'PNS', umur: [57, 57] },
  { kode: '02', share: 30, jenis: 'PNS', umur: [28, 50] },
  { kode: '04', share: 12, jenis: 'PNS' },
  { kode: '51', share: 60, jenis: 'CPNS' },
  { kode: '66', share: 12, jenis: 'PPPK' },
  { kode: '92', share: 6, jenis: 'PNS' },
  { kode: 'MP', nama: 'Menunggu Penetapan', share: 4, jenis: 'PNS' },
  { kode: '99', share: 30, jenis: 'PNS', umur: [59, 62] },
  { kode: '88', share: 24, jenis: 'PNS', umur: [52, 57] },
  { kode: '98', share: 20, jenis: 'PNS', umur: [59, 59] },
  { kode: '15', share: 10, jenis: 'PNS' },
  { kode: '11', share: 8, jenis: 'PNS' },
  { kode: '52', share: 8, jenis: 'PPPK' },
  { kode: '13', share: 5, jenis: 'PNS', umur: [30, 50] },
  { kode: '07', share: 4, jenis: 'PNS' },
  { kode: '09', share: 4, jenis: 'PNS' },
  { kode: '77', share: 4, jenis: 'PNS' },
  { kode: '89', share: 4, jenis: 'PNS', umur: [50, 57] },
  { kode: '16', share: 3, jenis: 'PNS' },
  { kode: '05', share: 3, jenis: 'PNS' },
  { kode: '91', share: 3, jenis: 'PNS' },
  { kode: '06', share: 2, jenis: 'PNS', umur: [23, 30] },
  { kode: '08', share: 2, jenis: 'PNS' },
  { kode: '14', share: 2, jenis: 'PNS' },
  { kode: '67', share: 2, jenis: 'PNS' },
  { kode: '69', share: 2, jenis: 'CPNS' },
  { kode: '70', share: 2, jenis: 'CPNS' },
  { kode: '90', share: 2, jenis: 'PNS' },
  { kode: '12', share: 1, jenis: 'PNS' },
  { kode: '68', share: 1, jenis: 'PNS', umur: [52, 57] },
]

/** A few have died while the register still says 01: the date alone must end everything. */
export const DECEASED_SHARE = 4

/** The number of people for a share of ten thousand, one at least. */
export function countOf(share: number, people: number): number {
  return Math.max(1, Math.round((share * people) / 10_000))
}
