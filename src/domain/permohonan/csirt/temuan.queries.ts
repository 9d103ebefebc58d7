import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

export const BOBOT = ['tinggi', 'sedang', 'rendah'] as const
export type Bobot = typeof BOBOT[number]

/** A finding that somebody of the team wrote down. */
export interface TemuanTangan {
  readonly id: string
  readonly bobot: Bobot
  readonly uraian: string
  readonly oleh: string
  readonly at: Date
  /** who said that it is mended; null while it is open */
  readonly beres: string | null
  readonly beres_at: Date | null
}

/** @returns what was found by hand, the oldest first */
export function handFindings(database: Database, permohonanId: string): Promise<TemuanTangan[]> {
  return database.query<TemuanTangan>({
    text: `SELECT t.id, t.bobot, t.uraian, o.nama AS oleh, t.at, b.nama AS beres, t.beres_at
           FROM permohonan_temuan t JOIN pegawai o ON o.id = t.oleh LEFT JOIN pegawai b ON b.id = t.beres_oleh
           WHERE t.permohonan_id = $1 ORDER BY t.at, t.id`,
    values: [permohonanId],
  })
}

/** @returns id of the new row */
export async function insertFinding(
  trx: Knex.Transaction, row: { permohonanId: string; bobot: Bobot; uraian: string; oleh: string; at: Date },
): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    `INSERT INTO permohonan_temuan (permohonan_id, bobot, uraian, oleh, at)
     VALUES (:permohonanId, :bobot, :uraian, :oleh, :at) RETURNING id`, row)
  return rows[0].id
}

/** @returns false where there is no such open finding of this application */
export async function settleFinding(
  trx: Knex.Transaction, row: { permohonanId: string; temuan: string; oleh: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permohonan_temuan SET beres_oleh = :oleh, beres_at = :at
     WHERE id = :temuan AND permohonan_id = :permohonanId AND beres_at IS NULL RETURNING id`, row)
  return rows.length > 0
}
