import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Temuan } from './temuan.ts'

/** A check as pages show it. */
export interface Pemeriksaan {
  readonly id: string
  readonly isi_hash: Buffer
  readonly diminta_at: Date
  /** name of who asked for it */
  readonly peminta: string
  /** points so far, in the order in which they came */
  readonly temuan: readonly Temuan[]
  /** null while it goes on */
  readonly tuntas_at: Date | null
}

/** Asks for a check of what is filed now. @returns false where one goes on already, or nothing is filed */
export async function insertCheck(
  trx: Knex.Transaction, { permohonanId, oleh, at }: { permohonanId: string; oleh: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO permohonan_pemeriksaan (permohonan_id, isi_hash, diminta_oleh, diminta_at)
     SELECT id, isi_hash, :oleh, :at FROM permohonan WHERE id = :permohonanId AND isi_hash IS NOT NULL
     ON CONFLICT (permohonan_id) WHERE tuntas_at IS NULL DO NOTHING RETURNING id`, { permohonanId, oleh, at })
  return rows.length > 0
}

/** @returns the newest check of an application, undefined where there was none */
export async function latestCheck(database: Database, permohonanId: string): Promise<Pemeriksaan | undefined> {
  const [row] = await database.query<Pemeriksaan>({
    text: `SELECT x.id, x.isi_hash, x.diminta_at, p.nama AS peminta, x.temuan, x.tuntas_at
           FROM permohonan_pemeriksaan x JOIN pegawai p ON p.id = x.diminta_oleh
           WHERE x.permohonan_id = $1 ORDER BY x.diminta_at DESC LIMIT 1`,
    values: [permohonanId],
  })
  return row
}

/** What a node that took a check has to look at. */
export interface ClaimedCheck {
  readonly id: string
  readonly isi: unknown
  readonly client_id: string | null
  readonly pkce_exempt: boolean
  /** Times as text: they come within JSON. */
  readonly rahasia: readonly { readonly sejak: string; readonly sampai: string | null }[]
}

/**
 * Takes a check that nobody is at, from its beginning.
 * @param stale whoever took one before then has died
 * @returns undefined where there is none
 */
export async function claimCheck(database: Database, { now, stale }: { now: Date; stale: Date }): Promise<ClaimedCheck | undefined> {
  const [row] = await database.query<ClaimedCheck>({
    text: `WITH diambil AS (
             UPDATE permohonan_pemeriksaan SET dipegang_at = $1, temuan = '[]' WHERE id = (
               SELECT id FROM permohonan_pemeriksaan
               WHERE tuntas_at IS NULL AND (dipegang_at IS NULL OR dipegang_at < $2)
               ORDER BY diminta_at LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING id, permohonan_id)
           SELECT d.id, p.isi, p.client_id, coalesce(c.pkce_exempt, false) AS pkce_exempt,
             coalesce((SELECT json_agg(json_build_object('sejak', s.created_at, 'sampai', s.expires_at)) FROM client_secret s
               WHERE s.client_id = p.client_id AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > $1)), '[]') AS rahasia
           FROM diambil d JOIN permohonan p ON p.id = d.permohonan_id LEFT JOIN client c ON c.client_id = p.client_id`,
    values: [now, stale],
  })
  return row
}

/** Adds points to a check that is this node's still. @returns false where another one took it meanwhile */
export async function appendFindings(
  database: Database, { id, heldSince, temuan }: { id: string; heldSince: Date; temuan: readonly Temuan[] },
): Promise<boolean> {
  const rows = await database.query({
    text: `UPDATE permohonan_pemeriksaan SET temuan = temuan || $3::jsonb
           WHERE id = $1 AND dipegang_at = $2 AND tuntas_at IS NULL RETURNING id`,
    values: [id, heldSince, JSON.stringify(temuan)],
  })
  return rows.length > 0
}

/** Ends a check that is this node's still. */
export async function endCheck(database: Database, { id, heldSince, at }: { id: string; heldSince: Date; at: Date }): Promise<void> {
  await database.query({
    text: `UPDATE permohonan_pemeriksaan SET tuntas_at = $3 WHERE id = $1 AND dipegang_at = $2 AND tuntas_at IS NULL`,
    values: [id, heldSince, at],
  })
}
