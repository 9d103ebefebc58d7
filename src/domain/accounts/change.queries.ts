import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'

/** @returns the hash of a person's password, undefined for one who has none or is frozen */
export async function findPasswordHash(database: Database, pegawaiId: string): Promise<string | undefined> {
  const [row] = await database.query<{ password_hash: string }>({
    text: 'SELECT password_hash FROM account WHERE pegawai_id = $1 AND frozen_at IS NULL', values: [pegawaiId],
  })
  return row?.password_hash
}

/**
 * Replaces the password of an account that is not frozen, while it is still the one that was verified.
 * @returns what names the new one, as CredentialRow says it; undefined when it was replaced, or the account frozen, meanwhile
 */
export async function replacePassword(
  trx: Knex.Transaction, { pegawaiId, from, to }: { pegawaiId: string; from: string; to: string },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { sandi: string }[] }>(
    `UPDATE account SET password_hash = :to, password_changed_at = now()
     WHERE pegawai_id = :pegawaiId AND password_hash = :from AND frozen_at IS NULL
     RETURNING password_changed_at::text AS sandi`,
    { pegawaiId, from, to },
  )
  return rows[0]?.sandi
}

/**
 * Gives an account that the transaction has locked another password, whatever the one before was.
 * @returns when it was set, to the microsecond, which names it
 */
export async function setPasswordHash(trx: Knex.Transaction, pegawaiId: string, hash: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ sandi: string }] }>(
    `UPDATE account SET password_hash = :hash, password_changed_at = now() WHERE pegawai_id = :pegawaiId
     RETURNING password_changed_at::text AS sandi`, { pegawaiId, hash })
  return rows[0].sandi
}
