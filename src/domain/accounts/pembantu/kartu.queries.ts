import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Kartu } from './kartu.rules.ts'

/** The card of somebody for one unit that he helps. */
export interface OwnKartu {
  readonly unitId: string
  readonly opd: string
  readonly ruang: string | null
  readonly telepon: string | null
}

const HELD = `r.pegawai_id = :pegawaiId AND r.role = 'helper-mfa' AND r.revoked_at IS NULL AND r.valid_from <= :today
  AND (r.valid_to IS NULL OR r.valid_to > :today)`

/** @returns cards of a helper, one for each unit that his role is bound to on that day */
export async function findKartu(
  database: Database, order: { readonly pegawaiId: string; readonly today: string },
): Promise<OwnKartu[]> {
  const { rows } = await database.knex.raw<{ rows: OwnKartu[] }>(
    `SELECT r.unit_id AS "unitId", r.ruang, r.telepon, coalesce((SELECT n.nama FROM unit_nama n
       WHERE n.unit_id = r.unit_id AND n.valid_from <= :today AND (n.valid_to IS NULL OR n.valid_to > :today)
       ORDER BY n.valid_from DESC LIMIT 1), '') AS opd
     FROM product_role r WHERE ${HELD} ORDER BY 4, 1`, { ...order })
  return rows
}

/** Writes the card of a helper for one unit. @returns whether he helps there */
export async function writeKartu(
  trx: Knex.Transaction, order: Kartu & { readonly pegawaiId: string; readonly unitId: string; readonly today: string },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE product_role r SET ruang = :ruang, telepon = :telepon WHERE ${HELD} AND r.unit_id = :unitId RETURNING true`, { ...order })
  return rows.length > 0
}
