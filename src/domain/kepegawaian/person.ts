import type { Keadaan } from '../pegawai/kedudukan.rules.ts'

/** What the table `pegawai` says of a person that a source may change; days are YYYY-MM-DD. */
export interface PersonColumns {
  nama: string
  gelar_depan: string | null
  gelar_belakang: string | null
  tanggal_lahir: string
  jenis_kelamin: 'L' | 'P' | null
  jenis: 'PNS' | 'CPNS' | 'PPPK' | null
  kedudukan_kode: string
  kedudukan_nama: string | null
  keadaan: Keadaan
  /** the source sent a kedudukan nobody knows: the last good one goes on, marked (domain.md section 5) */
  tahan: boolean
  tmt_cpns: string | null
  tmt_pns: string | null
  golongan: string | null
  tmt_golongan: string | null
  email: string | null
  no_hp: string | null
  tmt_pensiun: string | null
  akhir_kontrak: string | null
  tgl_meninggal: string | null
}

/** What a source may fill of somebody whom an earlier one leads, where that has no such column. */
export type FillColumn =
  'tmt_cpns' | 'tmt_pns' | 'email' | 'no_hp' | 'tmt_pensiun' | 'akhir_kontrak' | 'tgl_meninggal' | 'eselon'

/** One column that is filled, and with what. */
export interface Filled {
  readonly kolom: FillColumn
  readonly nilai: string | null
}
