import type { Knex } from 'knex'

/**
 * Reads whether an account is frozen and keeps others from changing that until the transaction ends.
 * @returns undefined when the person has no account
 */
export async function lockFrozen(trx: Knex.Transaction, pegawaiId: string): Promise<boolean | undefined> {
  const { rows } = await trx.raw<{ rows: { frozen: boolean }[] }>(
    'SELECT frozen_at IS NOT NULL AS frozen FROM account WHERE pegawai_id = ? FOR UPDATE', [pegawaiId],
  )
  return rows[0]?.frozen
}

/** Freezes an account that the transaction has locked. */
export async function setFrozen(
  trx: Knex.Transaction, { pegawaiId, reason, at }: { pegawaiId: string; reason: string; at: Date },
): Promise<void> {
  await trx.raw('UPDATE account SET frozen_at = ?, frozen_reason = ? WHERE pegawai_id = ?', [at, reason, pegawaiId])
}

/** Unfreezes an account that the transaction has locked. */
export async function clearFrozen(trx: Knex.Transaction, pegawaiId: string): Promise<void> {
  await trx.raw('UPDATE account SET frozen_at = NULL, frozen_reason = NULL WHERE pegawai_id = ?', [pegawaiId])
}
