/** What the database knows about the people of a feed before it is compared with it. */
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import type { PersonColumns } from '../person.ts'

/** Under which id the source knows a person, and the hash of his line when it was last applied. */
export interface KnownPerson {
  readonly external_id: string
  readonly pegawai_id: string
  /** hex */
  readonly isi_hash: string
}

export interface NipOwner {
  readonly nip: string
  readonly pegawai_id: string
  readonly tanggal_lahir: string
  /** false: he had the number once */
  readonly current: boolean
}

export interface StoredPost {
  readonly id: string
  readonly jabatan_id: string | null
  readonly unit_id: string | null
  readonly eselon: string | null
  readonly tmt: string | null
  readonly valid_from: string
  /** names, for whoever reads what changed */
  readonly jabatan_nama?: string | null
  readonly unit_nama?: string | null
}

/** `jadwal` and `kalender_hari`: what the state depends on beside the columns. */
export interface StoredPerson extends Pick<DatedState, 'jadwal' | 'kalender_hari'> {
  readonly id: string
  readonly columns: PersonColumns
  /** current numbers with the source that brought them */
  readonly nips: readonly { readonly nip: string; readonly sumber: string | null }[]
  /** the post without an end; it may begin in the future */
  readonly post: StoredPost | null
}
