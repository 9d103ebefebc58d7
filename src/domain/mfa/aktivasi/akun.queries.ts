import type { Knex } from 'knex'

/**
 * Gives a first password to whoever has no account.
 * @returns when it was set, to the microsecond, which names it; undefined when there is an account already
 */
export async function insertAccount(trx: Knex.Transaction, pegawaiId: string, hash: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { sandi: string }[] }>(
    `INSERT INTO account (pegawai_id, password_hash) VALUES (:pegawaiId, :hash)
     ON CONFLICT (pegawai_id) DO NOTHING RETURNING password_changed_at::text AS sandi`, { pegawaiId, hash })
  return rows[0]?.sandi
}
