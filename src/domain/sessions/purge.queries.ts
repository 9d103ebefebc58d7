import type { Leftovers } from '../../kernel/db/leftovers.ts'
import { TABLES } from './artefact.queries.ts'

/** Artefacts of the protocol; a session's tombstone is one of them and stays as long as the session would have. */
export const EXPIRED: readonly Leftovers[] = Object.values(TABLES).map((table) => (
  { table, over: 'expires_at < $1', by: 'expires_at' }))

/** Deliveries that came to an end with their attempts, by when they began: the end is less than a day later. */
export const OLD_DELIVERIES: Leftovers = {
  table: 'pengiriman_logout', over: 'created_at < $1 AND (delivered_at IS NOT NULL OR given_up_at IS NOT NULL)',
  by: 'created_at',
}
