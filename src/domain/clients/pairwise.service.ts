import type { Database } from '../../kernel/db/database.ts'
import { createRecent } from '../../kernel/lib/recent.ts'
import { findPairwiseSub } from './pairwise.queries.ts'

/** A person at a client outside the province; some hundred bytes each. */
const MOST_SUBS = 20_000

/** @returns a person's `sub` in a sector (decision 19); it never changes, so that it is read once a process */
export function createPairwise(database: Database): (sector: string, pegawaiId: string) => Promise<string> {
  const known = createRecent<string>(MOST_SUBS)
  return async function pairwise(sector, pegawaiId) {
    const key = `${pegawaiId} ${sector}`
    const sub = known.get(key) ?? await findPairwiseSub(database, sector, pegawaiId)
    known.set(key, sub)
    return sub
  }
}
