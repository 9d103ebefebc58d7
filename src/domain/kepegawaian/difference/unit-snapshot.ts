/** What the database knows about units before a feed is compared with it. */

export interface StoredUnit {
  readonly id: string
  /** name of a seeded unit, null for one that a source brought */
  readonly slug: string | null
  readonly jenis: string
  readonly induk_id: string | null
  /** today's */
  readonly nama: string | null
  readonly kode: string | null
  readonly kode_sumber: string | null
}

export interface KnownUnit {
  readonly external_id: string
  readonly unit_id: string
  /** hex; null: the id was seeded, no run has read it yet */
  readonly isi_hash: string | null
}

export interface UnitSnapshot {
  /** who took over from the units that are closed today */
  readonly successors: ReadonlyMap<string, string>
  readonly units: ReadonlyMap<string, StoredUnit>
  /** ids under which the source knows them */
  readonly known: ReadonlyMap<string, KnownUnit>
  /** spellings of seeded units that documents print */
  readonly aliases: readonly { readonly nama_tercetak: string; readonly unit_id: string }[]
}
