import type { Seal } from '../../kernel/lib/seal.ts'

/** Where a search is bound to: the session that asked. */
const placeOf = (session: string) => ({ table: 'bkd', column: 'cari', row: session })

/**
 * @param session uid of the session that asks
 * @returns what was looked for as it may stand in an address: sealed, for this session alone, so that no number and no
 *   name is in a log, a history or a link that somebody passes on
 */
export const writeSearch = (seal: Seal, session: string, typed: string): string => seal.seal(typed, placeOf(session))

/** @returns what was looked for, undefined where nothing was, or in another session or under keys that are gone */
export function readSearch(seal: Seal, session: string, sealed: unknown): string | undefined {
  if (typeof sealed !== 'string') return undefined
  try {
    return seal.open(sealed, placeOf(session))
  } catch {
    return undefined
  }
}
