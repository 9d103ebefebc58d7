/** A column whose values are sealed under ENCRYPTION_KEYS, bound to table, column and row (kernel/lib/seal.ts). */
export interface SealedColumn {
  readonly table: string
  /** Named `*_sealed`: a test finds every such column of the database here. */
  readonly column: string
  /** The primary key, whose text the values are bound to. */
  readonly row: string
  /** Condition on rows that nothing can do without; all, unless told. */
  readonly needed?: string
  /** How many values are sealed anew in one transaction, where they are large; a hundred, unless told. */
  readonly batch?: number
}

/** Every one there is. A new table joins with one line. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'faktor_totp', column: 'rahasia_sealed', row: 'id' },
  { table: 'kepegawaian_unggahan', column: 'isi_sealed', row: 'run_id', batch: 1 },
  { table: 'penugasan_pindaian', column: 'isi_sealed', row: 'usulan_id', batch: 5 },
  { table: 'surat_keluar', column: 'rahasia_sealed', row: 'id', needed: 'sent_at IS NULL AND given_up_at IS NULL' },
  { table: 'signing_key', column: 'private_sealed', row: 'kid', needed: `state <> 'retired'` },
]
