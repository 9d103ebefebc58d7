import type { Statement } from '../../../kernel/db/database.ts'

const OPEN = 'delivered_at IS NULL AND given_up_at IS NULL'

/** How many attempts may be under way at once, in all nodes together. */
interface ClaimLimits {
  readonly deliveries: number
  /** Of one application: a receiver that hangs keeps the others' places free. */
  readonly perClient: number
}

/**
 * Takes what is due and nobody is at: a lease begins, the attempt counts. The first try is due at once, whatever the
 * clocks of node and database say. Of two nodes that ask at once each takes what
 * the other does not (`SKIP LOCKED`). Columns: those of Delivery.
 */
export function claimDeliveries(at: Date, leaseUntil: Date, limits: ClaimLimits): Statement {
  return {
    text: `WITH ranked AS (
        SELECT id, row_number() OVER (
          PARTITION BY client_id ORDER BY (lease_until > $1) IS TRUE DESC, next_at, id) AS turn
        FROM pengiriman_logout WHERE ${OPEN} AND (attempts = 0 OR next_at <= $1)
      ), due AS (
        SELECT p.id FROM pengiriman_logout p JOIN ranked USING (id)
        WHERE ranked.turn <= $4 AND ${OPEN} AND (p.attempts = 0 OR p.next_at <= $1)
          AND (p.lease_until IS NULL OR p.lease_until <= $1)
        ORDER BY p.next_at, p.id LIMIT $3 FOR UPDATE OF p SKIP LOCKED
      )
      UPDATE pengiriman_logout p SET attempts = p.attempts + 1, lease_until = $2 FROM due WHERE p.id = due.id
      RETURNING p.id, p.account_id AS "accountId", p.client_id AS "clientId", p.sid, p.attempts`,
    values: [at, leaseUntil, limits.deliveries, limits.perClient],
  }
}

/** Where a delivery stands after an attempt: exactly one of the three instants. */
export interface Standing {
  readonly deliveredAt?: Date
  readonly givenUpAt?: Date
  readonly nextAt?: Date
}

/** Keeps the receipt of an attempt and ends its lease, unless another attempt has begun since. */
export function keepReceipt(
  { id, attempts }: { id: string; attempts: number }, receipt: string, standing: Standing,
): Statement {
  return {
    text: `UPDATE pengiriman_logout SET lease_until = NULL, receipt = $3, delivered_at = $4, given_up_at = $5,
        next_at = coalesce($6, next_at)
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [
      id, attempts, receipt, standing.deliveredAt ?? null, standing.givenUpAt ?? null, standing.nextAt ?? null,
    ],
  }
}
