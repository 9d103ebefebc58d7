import type { Statement } from '../../../kernel/db/database.ts'

/** A delivery as operators see it; instants in ISO 8601. */
export interface ListedDelivery {
  readonly sub: string
  readonly client_id: string
  readonly sebab: string
  readonly created_at: Date
  readonly attempts: number
  readonly state: 'delivered' | 'given-up' | 'waiting'
  readonly receipt: string | null
  /** When it is tried again, for one that waits. */
  readonly next_at: Date | null
}

/**
 * The latest deliveries, newest first.
 * @param clientId of one application, or undefined for all
 */
export function selectDeliveries(clientId: string | undefined, most: number): Statement {
  return {
    text: `SELECT account_id AS sub, client_id, sebab, created_at, attempts, receipt,
        CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN given_up_at IS NOT NULL THEN 'given-up'
          ELSE 'waiting' END AS state,
        CASE WHEN delivered_at IS NULL AND given_up_at IS NULL THEN next_at END AS next_at
      FROM pengiriman_logout WHERE $1::text IS NULL OR client_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
    values: [clientId ?? null, most],
  }
}
