/** What can be printed of an application, and what stands on a sheet. */

export const LEMBAR = {
  'disposisi': 'Lembar disposisi',
  'formulir': 'Formulir pengajuan integrasi sistem informasi / aplikasi dan data',
  'analisis': 'Laporan hasil analisis',
  'csirt': 'Laporan pemeriksaan keamanan',
} as const

export type JenisLembar = keyof typeof LEMBAR

export const isLembar = (value: string): value is JenisLembar => Object.hasOwn(LEMBAR, value)

/** One part of a sheet; which of them there are is said by what is there. */
export interface Bagian {
  readonly judul?: string
  /** [name, value] */
  readonly fakta?: readonly (readonly [string, string])[]
  /** as it was written, with its own line ends */
  readonly alinea?: readonly string[]
  readonly tabel?: { readonly kolom: readonly string[]; readonly baris: readonly (readonly string[])[] }
}

/** Who answers for it, below on the right. */
export interface Tanda {
  readonly kapan: string
  readonly sebagai: string
  readonly nama: string
}

/** A sheet, whatever paper or screen it comes on: its SHA-256 is the SHA-256 of this. */
export interface Lembar {
  readonly jenis: JenisLembar
  readonly nomor: string
  readonly bagian: readonly Bagian[]
  readonly tanda: Tanda | null
}
