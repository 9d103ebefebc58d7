import type { Knex } from 'knex'

/**
 * Lets words of `amr` count no more in whatever a person is signed in to: call it in the transaction that removed the
 * factor behind them (`AMR_OF_FAKTOR`). A session that leaned on it goes on with what is left, and proves more where more
 * is asked, at its next request; one that has nothing left asks for the password. Sign-ins that are under way begin anew.
 */
export async function lowerSessions(
  trx: Knex.Transaction, { pegawaiId, amr }: { pegawaiId: string; amr: readonly string[] },
): Promise<void> {
  await trx.raw('DELETE FROM oidc_interaction WHERE account_id = ?', [pegawaiId])
  await lowerLiving(trx, { pegawaiId, amr })
}

/** As `lowerSessions`, and sign-ins that are under way go on. */
export async function lowerLiving(
  trx: Knex.Transaction, { pegawaiId, amr }: { pegawaiId: string; amr: readonly string[] },
): Promise<void> {
  await trx.raw(
    `UPDATE oidc_session SET amr_dicabut = amr_dicabut || CAST(:amr AS text[])
     WHERE account_id = :pegawaiId AND destroyed_at IS NULL AND NOT amr_dicabut @> CAST(:amr AS text[])`,
    { pegawaiId, amr: [...amr] })
}
