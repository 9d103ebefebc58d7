/**
 * What every source of personnel data hands over, whatever its own shape: records under the names of the export
 * bundle (domain.md section 6), as text, not yet judged. Another source (MySQL, HTTP, push) fills the same.
 */
import type { Finding } from './finding.ts'

/** Columns that must be there, and those that only some exports have. Others are ignored, NIK among them. */
export interface Columns {
  readonly required: readonly string[]
  readonly optional: readonly string[]
  /** what only explains another column: nobody misses it where it is not */
  readonly aside?: readonly string[]
}

export const PEGAWAI = {
  required: [
    'pns_id', 'nip_baru', 'nama', 'gelar_depan', 'gelar_belakang', 'tanggal_lahir', 'jenis_kelamin', 'nomor_hp',
    'email', 'email_gov', 'jenis_pegawai_nama', 'kedudukan_hukum_id', 'kedudukan_hukum_nama', 'status_cpns_pns',
    'gol_akhir_id', 'gol_akhir_nama', 'tmt_golongan', 'jenis_jabatan_id', 'jenis_jabatan_nama', 'jabatan_id',
    'jabatan_nama', 'tmt_jabatan', 'unor_id',
  ],
  optional: ['tmt_cpns', 'tmt_pns', 'eselon_id', 'tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal'],
  aside: ['unor_nama'],
} as const satisfies Columns

export const UNOR = {
  required: ['id', 'induk_id', 'nama'],
  optional: ['kode', 'jenis'],
} as const satisfies Columns

export const PENUGASAN = {
  required: ['pns_id', 'jenis', 'jabatan', 'unor_id', 'mulai', 'selesai'],
  optional: ['sk'],
} as const satisfies Columns

export type ColumnOf<Spec extends Columns> =
  Spec['required'][number] | Spec['optional'][number]
  | (Spec extends { readonly aside: readonly (infer Aside extends string)[] } ? Aside : never)
export type PegawaiColumn = ColumnOf<typeof PEGAWAI>
export type UnorColumn = ColumnOf<typeof UNOR>
export type PenugasanColumn = ColumnOf<typeof PENUGASAN>

export interface Line<Column extends string> {
  readonly line: number
  /** undefined where the source does not have the column: it says nothing, which is not the same as empty */
  readonly cells: Readonly<Record<Column, string | undefined>>
}

export interface Sheet<Column extends string> {
  readonly file: string
  readonly lines: readonly Line<Column>[]
  /** lines that cannot be told apart into cells */
  readonly unreadable: readonly Finding[]
  readonly remarks: readonly Finding[]
  /** optional columns that this one has not */
  readonly absent: readonly Column[]
}

export interface Feed {
  /** name of the source, under which it knows people and units */
  readonly sumber: string
  /** SHA-256 of the content */
  readonly sha256: Buffer
  readonly pegawai: Sheet<PegawaiColumn>
  readonly unor?: Sheet<UnorColumn> | undefined
  readonly penugasan?: Sheet<PenugasanColumn> | undefined
  /** what the source does not have: columns of pegawai.csv, `unor.csv`, `unor.csv:kode` and so on */
  readonly missing: readonly string[]
}

/** Told while the work goes on; `done` and `total` are of one unit, which differs from step to step. */
export interface Progress {
  readonly step: 'read' | 'validate' | 'compare' | 'brake' | 'apply'
  readonly done: number
  readonly total: number
}

export type OnProgress = (progress: Progress) => void
