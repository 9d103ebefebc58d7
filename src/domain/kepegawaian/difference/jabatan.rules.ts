import type { MatchedRow } from './match.rules.ts'
import type { PostKind } from '../validation/fields.rules.ts'

/** The list of jabatan that a source uses, under its own ids. */
export interface Jabatan {
  readonly id: string
  readonly external_id: string
  readonly nama: string
  readonly jenis: PostKind
}

export interface JabatanDifference {
  readonly created: readonly Jabatan[]
  /** same id, other name or kind */
  readonly changed: readonly Jabatan[]
  readonly idOf: ReadonlyMap<string, string>
}

/** @returns the jabatan of the feed's people that are new or named otherwise; the first line of an id counts */
export function compareJabatan(
  rows: readonly MatchedRow[], stored: ReadonlyMap<string, Jabatan>, newId: () => string,
): JabatanDifference {
  const idOf = new Map<string, string>()
  const created: Jabatan[] = []
  const changed: Jabatan[] = []
  for (const { row: { post: { jabatan } } } of rows) {
    if (jabatan === null || idOf.has(jabatan.externalId)) continue
    const { externalId: external_id, nama, jenis } = jabatan
    const known = stored.get(external_id)
    const id = known?.id ?? newId()
    idOf.set(external_id, id)
    if (!known) created.push({ id, external_id, nama, jenis })
    else if (known.nama !== nama || known.jenis !== jenis) changed.push({ id, external_id, nama, jenis })
  }
  return { created, changed, idOf }
}
