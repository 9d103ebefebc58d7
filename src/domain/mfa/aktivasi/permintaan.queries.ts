import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import type { Saluran } from '../../../kernel/notifications/index.ts'

/** What is asked for with a number and four digits. */
export type Tujuan = 'aktivasi' | 'reset'

/** How it is to be sent. */
export interface Wish {
  readonly tujuan: Tujuan
  readonly bahasa: 'id' | 'en'
  /** The one way that was asked for; undefined leaves it to the service. */
  readonly lewat?: Saluran | undefined
  /** Host of the application whose sign-in it is; undefined for our own pages. */
  readonly aplikasi?: string | undefined
}

/** Somebody to whom something is to be sent. */
export interface Permintaan {
  readonly pegawai_id: string
  readonly tujuan: Tujuan
  readonly bahasa: 'id' | 'en'
  readonly lewat: Saluran | null
  readonly aplikasi: string | null
}

/** Keeps that something was asked for; without a person there is nothing to send. */
export function insertPermintaan(
  { pegawaiId, tujuan, bahasa, lewat, aplikasi, at }: Wish & { pegawaiId: string | undefined; at: Date },
): Statement {
  return {
    text: `INSERT INTO permintaan_aktivasi (pegawai_id, tujuan, bahasa, lewat, aplikasi, dibuat_at)
           VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [pegawaiId ?? null, tujuan, bahasa, lewat ?? null, aplikasi ?? null, at],
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
     RETURNING pegawai_id, tujuan, bahasa, lewat, aplikasi, dibuat_at`, { most })
  return rows.filter(({ pegawai_id, dibuat_at }) => pegawai_id !== null && dibuat_at >= since)
}

/** What no node took. */
export const OLD_PERMINTAAN: Leftovers = { table: 'permintaan_aktivasi', over: 'dibuat_at < $1', by: 'dibuat_at' }
