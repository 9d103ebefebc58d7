import type { Statement } from '../../../kernel/db/database.ts'

const OPEN = 'delivered_at IS NULL AND given_up_at IS NULL'

/** How many attempts may be under way at once, in all nodes together. */
interface ClaimLimits {
  readonly deliveries: number
  /** Of one application: a receiver that hangs keeps the others' places free. */
  readonly perClient: number
}

/** Of one row `p`: its time has come, and nobody is at it. */
const IS_DUE = '(p.attempts = 0 OR p.next_at <= $1) AND (p.lease_until IS NULL OR p.lease_until <= $1)'

/**
 * Takes what is due and nobody is at: a lease begins, the attempt counts and is on record. The first try is due at once,
 * whatever the clocks of node and database say. Of two nodes that ask at once each takes what the other does not
 * (`SKIP LOCKED`). Applications come in turns, those with fewer attempts under way first, so that one that hangs costs
 * the others nothing. It costs as much when thousands wait as when one does: a few rows of each application are looked
 * at. Columns: those of Delivery.
 */
export function claimDeliveries(at: Date, leaseUntil: Date, limits: ClaimLimits): Statement {
  return {
    text: `WITH candidates AS MATERIALIZED (
        SELECT due.id, due.next_at,
          busy.attempts + row_number() OVER (PARTITION BY c.client_id ORDER BY due.next_at, due.id) AS turn
        FROM client c
        CROSS JOIN LATERAL (SELECT count(*) AS attempts FROM pengiriman_logout p
          WHERE p.client_id = c.client_id AND p.lease_until > $1) AS busy
        CROSS JOIN LATERAL (SELECT p.id, p.next_at FROM pengiriman_logout p
          WHERE p.client_id = c.client_id AND ${OPEN} AND ${IS_DUE}
          ORDER BY p.next_at, p.id LIMIT greatest(0, $4::int - busy.attempts)) AS due
      ), due AS (
        SELECT free.id FROM (SELECT id FROM candidates ORDER BY turn, next_at, id) AS first
        -- Asked so that the primary key alone can answer: the index of open rows would be read once for each candidate.
        CROSS JOIN LATERAL (SELECT p.id FROM pengiriman_logout p WHERE p.id = first.id
          AND coalesce(p.delivered_at, p.given_up_at) IS NULL AND ${IS_DUE} FOR UPDATE SKIP LOCKED) AS free
        LIMIT $3
      ), taken AS (
        UPDATE pengiriman_logout p SET attempts = p.attempts + 1, lease_until = $2
        WHERE p.id = ANY (ARRAY(SELECT id FROM due))
        RETURNING p.id, p.account_id, p.client_id, p.sid, p.attempts
      ), begun AS (
        INSERT INTO pengiriman_percobaan (pengiriman_id, ke, mulai_at) SELECT id, attempts, $1 FROM taken
      )
      SELECT id, account_id AS "accountId", client_id AS "clientId", sid, attempts FROM taken`,
    values: [at, leaseUntil, limits.deliveries, limits.perClient],
  }
}

/** Where a delivery stands after an attempt: exactly one of the three instants. */
export interface Standing {
  readonly deliveredAt?: Date
  readonly givenUpAt?: Date
  readonly nextAt?: Date
}

/** How an attempt went. */
export interface Receipt {
  /** In words of ours. */
  readonly words: string
  /** Milliseconds from its beginning to its end. */
  readonly tookMs: number
}

/**
 * Keeps the receipt of an attempt and ends its lease. Where another attempt has begun since, it has no word on the
 * delivery any more; that it was made, and how it went, stays on record.
 */
export function keepReceipt(
  { id, attempts }: { id: string; attempts: number }, { words, tookMs }: Receipt, standing: Standing,
): Statement {
  return {
    text: `WITH attempt AS (
        UPDATE pengiriman_percobaan SET lama_ms = $7, receipt = $3 WHERE pengiriman_id = $1 AND ke = $2
      )
      UPDATE pengiriman_logout SET lease_until = NULL, receipt = $3, delivered_at = $4, given_up_at = $5,
        next_at = coalesce($6, next_at)
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [
      id, attempts, words, standing.deliveredAt ?? null, standing.givenUpAt ?? null, standing.nextAt ?? null,
      Math.round(tookMs),
    ],
  }
}
