import type { Statement } from '../../../kernel/db/database.ts'
import type { LogoutReason } from './delivery.ts'

/** One attempt at telling an application. */
export interface Attempt {
  /** The first is 1. */
  readonly ke: number
  /** ISO 8601. */
  readonly mulai: string
  /** Null while it is under way, and for good when its node died. */
  readonly lamaMs: number | null
  /** In words of ours, null as long as there is no end. */
  readonly receipt: string | null
}

/** What became of telling one application that a session of a person is over. */
export interface Receipt {
  readonly id: string
  readonly clientId: string
  /** The application's name. */
  readonly nama: string
  readonly sebab: LogoutReason
  readonly createdAt: Date
  readonly state: 'delivered' | 'given-up' | 'waiting'
  /** From the end of the session until the application had accepted it, or was given up; null while it waits. */
  readonly afterMs: number | null
  /** When it is tried again, for one that waits. */
  readonly nextAt: Date | null
  readonly attempts: readonly Attempt[]
}

/** @param of SQL of whose they are, by $1; at most $2, newest first */
const receipts = (of: string): string => `SELECT p.id, p.client_id AS "clientId", coalesce(a.nama, p.client_id) AS nama, p.sebab,
    p.created_at AS "createdAt",
    CASE WHEN p.delivered_at IS NOT NULL THEN 'delivered' WHEN p.given_up_at IS NOT NULL THEN 'given-up'
      ELSE 'waiting' END AS state,
    -- The end has the database's clock, the receipt that of a node.
    CASE WHEN p.delivered_at IS NOT NULL OR p.given_up_at IS NOT NULL THEN greatest(0,
      extract(epoch FROM coalesce(p.delivered_at, p.given_up_at) - p.created_at) * 1000)::float8 END AS "afterMs",
    CASE WHEN p.delivered_at IS NULL AND p.given_up_at IS NULL THEN p.next_at END AS "nextAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('ke', t.ke, 'mulai', t.mulai_at, 'lamaMs', t.lama_ms,
      'receipt', t.receipt) ORDER BY t.ke) FROM pengiriman_percobaan t WHERE t.pengiriman_id = p.id), '[]') AS attempts
  FROM pengiriman_logout p LEFT JOIN client c USING (client_id) LEFT JOIN aplikasi a ON a.id = c.aplikasi_id
  WHERE ${of} ORDER BY p.created_at DESC, nama, p.id LIMIT $2`

/** The latest receipts about a person, newest first: whom of the applications we told of an end, and how that went. */
export const selectReceipts = (pegawaiId: string, most: number): Statement =>
  ({ text: receipts('p.account_id = $1'), values: [pegawaiId, most] })

/** The latest receipts of one application, newest first: how telling it of ends went; of whom is not among them. */
export const selectReceiptsOfClient = (clientId: string, most: number): Statement =>
  ({ text: receipts('p.client_id = $1'), values: [clientId, most] })
