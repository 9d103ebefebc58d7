/** A person's dated history: what the directory says of him and said before, since when, until when, and who says so. */
import type { Receipt } from '../../sessions/pengiriman/receipts.queries.ts'
import type { PersonToday } from '../../pegawai/person.ts'

/** What every fact of the directory has. */
interface Dated {
  /** First day, YYYY-MM-DD. */
  readonly mulai: string
  /** Last day, inclusive; null while there is no end. */
  readonly selesai: string | null
  /** Name of the source that brought it, or `manual`; null where nobody wrote it down. */
  readonly sumber: string | null
  /** When it was recorded, ISO 8601. */
  readonly dicatat: string
}

/** One fact, by what it is about. */
export type Fact = Dated & (
  | { readonly hal: 'jabatan'; readonly isi: { jabatan: string | null; unit: string | null; eselon: string | null } }
  | { readonly hal: 'penugasan'; readonly isi: {
    jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'; jabatan: string; unit: string; sk: string | null; dicabut: string | null
  } }
  | { readonly hal: 'nomor'; readonly isi: { nomor: string } }
  /** Announced for a day; `nasib` says whether it was written into the person or taken back. */
  | { readonly hal: 'kedudukan'; readonly isi: {
    kode: string; nama: string | null; nasib: 'menunggu' | 'diterapkan' | 'dibatalkan'
  } }
  | { readonly hal: 'tahan'; readonly isi: { sebab: 'hilang' | 'kalender' } }
  /** A product role, bound to a unit or not. */
  | { readonly hal: 'peran'; readonly isi: { peran: string; unit: string | null; dicabut: string | null } }
  /** An event that the personnel system pushed. */
  | { readonly hal: 'peristiwa'; readonly isi: { jenis: string; status: string; alasan: string | null } }
)

/** A field that a run changed. */
export interface FieldChange {
  readonly kolom: string
  readonly lama: string | null
  readonly baru: string | null
  readonly sumber: string
  readonly run: string
  /** When the run was applied. */
  readonly at: Date
}

/** An act about the person, from the audit trail. */
export interface Deed {
  readonly kind: string
  readonly at: Date
  /** `operator`, `sistem`, a client, or the name of a person. */
  readonly actor: string
  readonly outcome: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Everything about one person that BKD's steward may look at. */
export interface PersonFile {
  readonly person: PersonToday
  /** Living sessions now. */
  readonly sessions: number
  /** The newest first. */
  readonly facts: readonly Fact[]
  readonly changes: readonly FieldChange[]
  readonly deeds: readonly Deed[]
  readonly receipts: readonly Receipt[]
}

/** Somebody whom a search found. */
export interface FoundPerson {
  readonly id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  /** The current number. */
  readonly nomor: string | null
  readonly jabatan: string | null
  readonly unit: string | null
}
