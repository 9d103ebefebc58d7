import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { GalatBaris } from './galat.ts'

/** How many different ones of a client are kept. */
export const KEPT_PER_CLIENT = 50

/**
 * Writes what happened, in one statement: an equal one of the last hour counts on. Clients that are not in the register
 * leave nothing; neither does one that is open and was only said to be closed.
 * @returns clients that have a new row
 */
export async function mergeGalat(database: Database, baris: readonly GalatBaris[]): Promise<string[]> {
  const rows = await database.query<{ client_id: string }>({
    text: `WITH masuk AS (
        SELECT m.* FROM jsonb_to_recordset($1::jsonb) AS m("clientId" text, at timestamptz, "terakhirAt" timestamptz,
          jumlah int, titik text, kode text, alasan text, rincian jsonb)
      ), dikenal AS (
        SELECT c.client_id, m.at, m."terakhirAt" AS terakhir_at, m.jumlah, m.titik, m.kode, m.alasan,
          CASE WHEN m.alasan = 'klien-tertutup' THEN m.rincian || jsonb_build_object('keadaan', c.state)
            ELSE m.rincian END AS rincian
        FROM masuk m JOIN client c ON c.client_id = m."clientId"
        WHERE m.alasan <> 'klien-tertutup' OR c.state NOT IN ('uji', 'aktif')
      ), bertambah AS (
        UPDATE klien_galat g SET jumlah = g.jumlah + d.jumlah, terakhir_at = greatest(g.terakhir_at, d.terakhir_at)
        FROM dikenal d
        WHERE g.client_id = d.client_id AND g.terakhir_at > d.at - interval '1 hour'
          AND (g.titik, g.kode, g.alasan, g.rincian) = (d.titik, d.kode, d.alasan, d.rincian)
        RETURNING g.client_id, g.titik, g.kode, g.alasan, g.rincian
      )
      INSERT INTO klien_galat (client_id, at, terakhir_at, jumlah, titik, kode, alasan, rincian)
      SELECT * FROM dikenal d WHERE NOT EXISTS (SELECT FROM bertambah b
        WHERE (b.client_id, b.titik, b.kode, b.alasan, b.rincian) = (d.client_id, d.titik, d.kode, d.alasan, d.rincian))
      RETURNING client_id`,
    values: [JSON.stringify(baris)],
  })
  return [...new Set(rows.map(({ client_id: id }) => id))]
}

/** Takes away what is more than the newest of each of these clients. */
export async function trimGalat(database: Database, clientIds: readonly string[]): Promise<void> {
  await database.query({
    text: `DELETE FROM klien_galat WHERE id IN (
      SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY client_id ORDER BY terakhir_at DESC, id DESC) AS ke
        FROM klien_galat WHERE client_id = ANY($1)) AS urut WHERE ke > $2)`,
    values: [clientIds, KEPT_PER_CLIENT],
  })
}

/** @returns the last errors of a client, the newest first */
export function galatOf(database: Database, clientId: string): Promise<GalatBaris[]> {
  return database.query<GalatBaris>({
    text: `SELECT client_id AS "clientId", at, terakhir_at AS "terakhirAt", jumlah, titik, kode, alasan, rincian
      FROM klien_galat WHERE client_id = $1 ORDER BY terakhir_at DESC, id DESC LIMIT $2`,
    values: [clientId, KEPT_PER_CLIENT],
  })
}

/** What became of a secret that was not taken. */
export type SecretFate = 'tidak-dikenal' | 'kedaluwarsa' | 'dicabut'

/** A secret that was presented, by its hash. */
export interface Presented {
  readonly clientId: string
  /** SHA-256, hexadecimal. */
  readonly hash: string
}

/** @returns what became of each presented secret, in the same order, and whether its client has a living one at all */
export function secretFates(
  database: Database, presented: readonly Presented[], now: Date,
): Promise<{ nasib: SecretFate; adaYangHidup: boolean }[]> {
  return database.query({
    text: `SELECT CASE WHEN s.revoked_at IS NOT NULL THEN 'dicabut' WHEN s.expires_at <= $2 THEN 'kedaluwarsa'
          ELSE 'tidak-dikenal' END AS nasib,
        EXISTS (SELECT FROM client_secret h WHERE h.client_id = p."clientId" AND h.revoked_at IS NULL
          AND (h.expires_at IS NULL OR h.expires_at > $2)) AS "adaYangHidup"
      FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("clientId" text, hash text)) WITH ORDINALITY AS p("clientId", hash, urut)
      LEFT JOIN client_secret s ON s.client_id = p."clientId" AND s.hash = decode(p.hash, 'hex')
      ORDER BY p.urut`,
    values: [JSON.stringify(presented), now],
  })
}

/** Errors that nobody needs to read any more. */
export const OLD_GALAT: Leftovers = { table: 'klien_galat', over: 'terakhir_at < $1', by: 'terakhir_at' }
