/** The definitive post of a person against the one that is stored: closed, corrected or opened, never overwritten. */
import type { StoredPost } from './person-snapshot.ts'

/** The post as the feed has it; undefined where it does not say. */
export interface WantedPost {
  readonly jabatan_id: string | null
  readonly unit_id: string | null
  readonly eselon: string | null | undefined
  readonly tmt: string | null | undefined
}

export interface OpenedPost {
  readonly jabatan_id: string | null
  readonly unit_id: string | null
  readonly eselon: string | null
  readonly tmt: string | null
  readonly valid_from: string
}

export interface PostDifference {
  /** what is open ends here; YYYY-MM-DD, half-open */
  readonly closeFrom?: string
  readonly open?: OpenedPost
  /** the same post with a detail put right */
  readonly correct?: { readonly id: string; readonly eselon: string | null; readonly tmt: string | null }
  readonly fields: readonly PostField[]
}

export type PostField = 'jabatan' | 'unit' | 'eselon' | 'tmt_jabatan'

/**
 * A new post begins at its TMT. Without a TMT, or with one before the present post began, it begins today: the feed
 * learnt of it late, and what was told to applications meanwhile stays true.
 *
 * @param stored the post without an end, which may begin in the future
 * @param today YYYY-MM-DD in WIB
 */
export function comparePost(wanted: WantedPost, stored: StoredPost | null, today: string): PostDifference | undefined {
  const isNothing = wanted.jabatan_id === null && wanted.unit_id === null
  if (stored === null) {
    return isNothing ? undefined : { open: opened(wanted, wanted.tmt ?? today), fields: ['jabatan', 'unit'] }
  }
  if (isNothing) return { closeFrom: today, fields: ['jabatan', 'unit'] }

  const fields: PostField[] = []
  const eselon = wanted.eselon === undefined ? stored.eselon : wanted.eselon
  const tmt = wanted.tmt === undefined ? stored.tmt : wanted.tmt
  if (wanted.jabatan_id !== stored.jabatan_id) fields.push('jabatan')
  if (wanted.unit_id !== stored.unit_id) fields.push('unit')
  const isSamePost = fields.length === 0
  if (isSamePost && eselon !== stored.eselon) fields.push('eselon')
  if (isSamePost && tmt !== stored.tmt) fields.push('tmt_jabatan')
  if (fields.length === 0) return undefined

  const hasNotBegun = stored.valid_from > today
  const isAppointedAnew = tmt !== null && tmt !== stored.tmt && (tmt > stored.valid_from || hasNotBegun)
  if (isSamePost && !isAppointedAnew) return { correct: { id: stored.id, eselon, tmt }, fields }
  const from = beginning(wanted.tmt ?? null, stored, today)
  return { closeFrom: from, open: opened(isSamePost ? { ...wanted, eselon, tmt } : wanted, from), fields }
}

/** A stored post that has not begun yet never will, so it sets no bound; what is over stays as it was. */
function beginning(tmt: string | null, stored: StoredPost, today: string): string {
  const earliest = stored.valid_from > today ? today : stored.valid_from
  return tmt !== null && tmt >= earliest ? tmt : today
}

function opened({ jabatan_id, unit_id, eselon = null, tmt = null }: WantedPost, valid_from: string): OpenedPost {
  return { jabatan_id, unit_id, eselon, tmt, valid_from }
}
