import type { Database } from '../kernel/db/database.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import { rememberProof } from '../domain/sessions/artefact.queries.ts'

/** How far ahead a proof may be dated and stay acceptable after the library has forgotten it (RFC 9449, 11.1). */
const MARGIN_SECONDS = 10 * 60
/** Nothing that is accepted lasts longer. */
const LONGEST_SECONDS = 24 * 60 * 60

/**
 * Client assertions and DPoP proofs are used once. The library reads and then writes, so that of two at once both
 * would pass; here one conditional INSERT decides, committed at once, on all nodes.
 * @param iss whose proof it is
 * @param exp seconds since 1970 until which it would be accepted
 * @returns whether this is the first use
 */
export async function isFirstUse(database: Database, iss: string, jti: string, exp: number): Promise<boolean> {
  const now = Math.floor(Date.now() / 1000)
  const until = Math.min(Math.max(exp, now), now + LONGEST_SECONDS) + MARGIN_SECONDS
  const rows = await database.query(rememberProof(sha256(JSON.stringify([iss, jti])), new Date(until * 1000)))
  return rows.length === 1
}
