import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import { newId } from '../../../kernel/lib/ids.ts'

/** Long enough for a leave, short enough that no old letter freezes anybody. */
const DAYS = 30

/**
 * What a letter about somebody's account needs for its "bukan saya" link, in the transaction of what it tells about.
 * Each letter has one of its own, so that a later letter does not take an earlier one its link.
 * @param about sebab: one word for what the letter tells, as keamanan reads it
 * @returns what the view signs: `{{ tautan('bukan-saya', bukanSaya) }}` of e-mails; no SMS has a link. It is no secret
 */
export async function bukanSayaLink(
  trx: Knex.Transaction, { pegawaiId, sebab, at }: { pegawaiId: string; sebab: string; at: Date },
): Promise<string> {
  const id = newId()
  await trx.raw(
    `INSERT INTO bukan_saya (id, pegawai_id, sebab, dibuat_at, expires_at)
     VALUES (:id, :pegawaiId, :sebab, :at, CAST(:at AS timestamptz) + make_interval(days => ${DAYS}))`, { id, pegawaiId, sebab, at })
  return id
}

/** A letter's link, and the account that it is about. */
export interface BukanSaya {
  readonly pegawaiId: string
  readonly sebab: string
  /** It was not used and is not over. */
  readonly terbuka: boolean
  /** The account is frozen, by this link or otherwise. */
  readonly beku: boolean
}

/** @param id from the signed link */
export async function findBukanSaya(database: Database, id: string, at: Date): Promise<BukanSaya | undefined> {
  const [row] = await database.query<BukanSaya>({
    text: `SELECT b.pegawai_id AS "pegawaiId", b.sebab, b.used_at IS NULL AND b.expires_at > $2 AS terbuka,
             a.frozen_at IS NOT NULL AS beku
           FROM bukan_saya b LEFT JOIN account a ON a.pegawai_id = b.pegawai_id WHERE b.id = $1`,
    values: [id, at],
  })
  return row
}

/** Spends a link in one conditional statement. @returns whether it was good until now */
export async function spendBukanSaya(trx: Knex.Transaction, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    'UPDATE bukan_saya SET used_at = :at WHERE id = :id AND used_at IS NULL AND expires_at > :at', { id, at })
  return rowCount === 1
}

/** Whose account is frozen needs no link to freeze it; after that, letters from before say nothing about what is then. */
export const BUKAN_SAYA_ENDING: Ending = {
  name: 'not-me-links', tables: ['bukan_saya'], because: ['dibekukan', 'berhenti'],
  sql: `UPDATE bukan_saya SET expires_at = :at
        WHERE used_at IS NULL AND expires_at > :at AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING true AS counts, NULL::jsonb AS told`,
}

/** Links that are good for nothing any more. */
export const OLD_BUKAN_SAYA: Leftovers = { table: 'bukan_saya', over: 'expires_at < $1', by: 'expires_at' }
