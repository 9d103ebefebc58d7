import type { PostKind } from '../validation/fields.rules.ts'
import type { MatchedRow } from './match.rules.ts'

/** The list of jabatan that a source uses, under its own ids. */
export interface Jabatan {
  readonly id: string
  readonly external_id: string
  readonly nama: string
  readonly jenis: PostKind
  /** the jabatan that it means: itself, or the one of another source onto which a person mapped it */
  readonly makna: string
}

export interface JabatanDifference {
  readonly created: readonly Jabatan[]
  /** same id, other name or kind; `before` is the stored one */
  readonly changed: readonly (Jabatan & { readonly before: Jabatan })[]
  readonly idOf: ReadonlyMap<string, string>
}

/**
 * The jabatan of the feed's people against the list. Lines may write one jabatan in several ways: as long as one of
 * them is the stored one it stays, otherwise the first counts, so that nothing changes to and fro.
 *
 * @param stored by the source's id
 */
export function compareJabatan(
  rows: readonly MatchedRow[], stored: ReadonlyMap<string, Jabatan>, newId: () => string,
): JabatanDifference {
  const posts = rows.flatMap(({ row }) => row.post.jabatan ?? [])
  const idOf = new Map<string, string>()
  const created: Jabatan[] = []
  const changed: JabatanDifference['changed'][number][] = []
  for (const [external_id, forms] of Map.groupBy(posts, ({ externalId }) => externalId)) {
    const known = stored.get(external_id)
    const id = known?.id ?? newId()
    idOf.set(external_id, known?.makna ?? id)
    const [first] = forms
    if (!first || forms.some(({ nama, jenis }) => nama === known?.nama && jenis === known.jenis)) continue
    const jabatan: Jabatan = { id, external_id, nama: first.nama, jenis: first.jenis, makna: known?.makna ?? id }
    if (known) changed.push({ ...jabatan, before: known })
    else created.push(jabatan)
  }
  return { created, changed, idOf }
}
