import type { Statement } from '../../../kernel/db/database.ts'
import type { LogoutReason } from './delivery.ts'

const OPEN = 'delivered_at IS NULL AND given_up_at IS NULL'

interface DeliverySource {
  /** SQL of what stands in FROM, named `ended`: account_id, authorizations, expires_at of the sessions. */
  readonly from: string
  /** SQL of these values: placeholders of the statement around it. */
  readonly reason: string
  readonly at: string
}

/**
 * The rows that the end of sessions leaves, one for each application in them that wants to be told. A session that had
 * run out by itself is over for the applications too. The state of an application does not matter here: whoever sends
 * looks at it then.
 */
export const deliveriesOf = ({ from, reason, at }: DeliverySource): string => `
  INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, next_at)
  SELECT ended.account_id, client.client_id, entered.value->>'sid', ${reason}, ${at}, ${at}
  FROM ${from} CROSS JOIN LATERAL jsonb_each(ended.authorizations) AS entered
  JOIN client ON client.client_id = entered.key
  WHERE ended.account_id IS NOT NULL AND ended.expires_at > ${at} AND entered.value->>'sid' IS NOT NULL
    AND client.metadata->>'backchannel_logout_uri' IS NOT NULL`

/** The session that ends, and where only one application is left, which. */
export interface EndedSession {
  readonly uid: string
  readonly onlyClient?: string | undefined
}

/**
 * The deliveries of one session that ends in the same unit of work. They are read from the row, not from what the
 * request remembers of it: another tab may have entered an application since. All parts of a unit of work see the row
 * as it was before them, so that another part may end it.
 */
export function insertDeliveries(
  { uid, onlyClient }: EndedSession, { reason, at }: { reason: LogoutReason; at: Date },
): Statement {
  const from = `(SELECT account_id, expires_at, CASE WHEN $4::text IS NULL THEN authorizations
      ELSE jsonb_strip_nulls(jsonb_build_object($4, authorizations->$4)) END AS authorizations
    FROM oidc_session WHERE uid = $1 AND destroyed_at IS NULL) AS ended`
  return {
    text: deliveriesOf({ from, reason: '$2::text', at: '$3::timestamptz' }),
    values: [uid, reason, at, onlyClient ?? null],
  }
}

/** How many attempts may be under way at once, in all nodes together. */
interface ClaimLimits {
  readonly deliveries: number
  /** Of one application: a receiver that hangs keeps the others' places free. */
  readonly perClient: number
}

/**
 * Takes what is due and nobody is at: a lease begins, the attempt counts. Of two nodes that ask at once each takes what
 * the other does not (`SKIP LOCKED`). Columns: those of Delivery.
 */
export function claimDeliveries(at: Date, leaseUntil: Date, limits: ClaimLimits): Statement {
  return {
    text: `WITH ranked AS (
        SELECT id, row_number() OVER (
          PARTITION BY client_id ORDER BY (lease_until > $1) IS TRUE DESC, next_at, id) AS turn
        FROM pengiriman_logout WHERE ${OPEN} AND next_at <= $1
      ), due AS (
        SELECT p.id FROM pengiriman_logout p JOIN ranked USING (id)
        WHERE ranked.turn <= $4 AND ${OPEN} AND p.next_at <= $1 AND (p.lease_until IS NULL OR p.lease_until <= $1)
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
