import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Whose code it is and what it opens: 'aktivasi', 'reset', ... */
export interface CodeOf {
  readonly pegawaiId: string
  readonly tujuan: string
}

/**
 * Keeps the digest of a new code in place of the one before, unless that is too young: of many at the same time one is
 * kept.
 * @returns undefined when it was kept, otherwise the seconds until one may be
 */
export async function putCode(
  trx: Knex.Transaction, code: CodeOf & { readonly sidik: Buffer; readonly menit: number; readonly jedaSeconds: number },
): Promise<number | undefined> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO kode_sekali AS k (pegawai_id, tujuan, sidik, dibuat_at, expires_at)
     VALUES (:pegawaiId, :tujuan, :sidik, clock_timestamp(), clock_timestamp() + make_interval(mins => :menit))
     ON CONFLICT (pegawai_id, tujuan) DO UPDATE SET sidik = excluded.sidik, dibuat_at = excluded.dibuat_at,
       expires_at = excluded.expires_at, used_at = NULL
     WHERE k.dibuat_at <= excluded.dibuat_at - make_interval(secs => :jedaSeconds) OR k.expires_at <= excluded.dibuat_at
     RETURNING true`, { ...code })
  if (rows.length > 0) return undefined
  const young = await trx.raw<{ rows: { wait: number }[] }>(
    `SELECT greatest(1, ceil(extract(epoch FROM dibuat_at - clock_timestamp()) + :jedaSeconds))::int AS wait
     FROM kode_sekali WHERE pegawai_id = :pegawaiId AND tujuan = :tujuan`, { ...code })
  return young.rows[0]?.wait ?? code.jedaSeconds
}

/**
 * Spends a code in one conditional statement.
 * @param sidik its digest under each key that may have been the newest then
 * @returns whether it was this one
 */
export async function spendCode(
  database: Database | Knex.Transaction, { pegawaiId, tujuan, sidik }: CodeOf & { readonly sidik: readonly Buffer[] },
): Promise<boolean> {
  const knex = 'knex' in database ? database.knex : database
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `UPDATE kode_sekali SET used_at = clock_timestamp()
     WHERE pegawai_id = :pegawaiId AND tujuan = :tujuan AND sidik = ANY(:sidik::bytea[]) AND used_at IS NULL
       AND expires_at > clock_timestamp() RETURNING true`, { pegawaiId, tujuan, sidik: [...sidik] })
  return rows.length > 0
}

/** Makes a code good for nothing. */
export async function endCode(trx: Knex.Transaction, { pegawaiId, tujuan }: CodeOf): Promise<void> {
  await trx.raw(`UPDATE kode_sekali SET expires_at = least(expires_at, clock_timestamp())
    WHERE pegawai_id = :pegawaiId AND tujuan = :tujuan AND used_at IS NULL`, { pegawaiId, tujuan })
}

/** Whatever happens to a person's rights, a code that was on its way opens nothing any more. */
export const CODE_ENDING: Ending = {
  name: 'one-time-codes', tables: ['kode_sekali'],
  sql: `UPDATE kode_sekali SET expires_at = :at
        WHERE used_at IS NULL AND expires_at > :at AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING true AS counts, NULL::jsonb AS told`,
}

/** Codes that are good for nothing any more. */
export const EXPIRED_CODES: Leftovers = { table: 'kode_sekali', over: 'expires_at < $1', by: 'expires_at' }
