import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Somebody for whom a code is to be made. */
export interface Permintaan {
  readonly pegawai_id: string
  readonly bahasa: 'id' | 'en'
}

/** Keeps that a code was asked for; without a person there is nothing to send. */
export function insertPermintaan(
  { pegawaiId, bahasa, at }: { pegawaiId: string | undefined; bahasa: 'id' | 'en'; at: Date },
): Statement {
  return {
    text: 'INSERT INTO permintaan_aktivasi (pegawai_id, bahasa, dibuat_at) VALUES ($1, $2, $3)',
    values: [pegawaiId ?? null, bahasa, at],
  }
}

/**
 * Takes what was asked for: in the transaction that makes the codes, so that none is lost and none made twice.
 * @param since older ones are waited for by nobody and go unanswered
 */
export async function takePermintaan(trx: Knex.Transaction, since: Date, most: number): Promise<Permintaan[]> {
  const { rows } = await trx.raw<{ rows: (Permintaan & { pegawai_id: string | null; dibuat_at: Date })[] }>(
    `DELETE FROM permintaan_aktivasi WHERE id IN
       (SELECT id FROM permintaan_aktivasi ORDER BY dibuat_at LIMIT :most FOR UPDATE SKIP LOCKED)
     RETURNING pegawai_id, bahasa, dibuat_at`, { most })
  return rows.filter(({ pegawai_id, dibuat_at }) => pegawai_id !== null && dibuat_at >= since)
}

/** What no node took. */
export const OLD_PERMINTAAN: Leftovers = { table: 'permintaan_aktivasi', over: 'dibuat_at < $1', by: 'dibuat_at' }
