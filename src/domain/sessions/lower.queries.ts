import type { Knex } from 'knex'
import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'

/** Whether the password was typed in the session `s`. */
export const HAS_PASSWORD = `jsonb_exists(s.payload::jsonb->'amr', 'pwd')`

/** Takes words of `amr` back from the sessions `s` for which a condition holds. */
async function lower(
  trx: Knex.Transaction, { pegawaiId, amr, ...bound }: { pegawaiId: string; amr: readonly string[]; kunci?: string },
  condition: string,
): Promise<void> {
  await trx.raw(
    `UPDATE oidc_session s SET amr_dicabut = s.amr_dicabut || CAST(:amr AS text[])
     WHERE s.account_id = :pegawaiId AND s.destroyed_at IS NULL AND NOT s.amr_dicabut @> CAST(:amr AS text[])
       AND ${condition}`, { pegawaiId, amr: [...amr], ...bound })
}

/** Sign-ins that are under way begin anew. */
export async function beginAnew(trx: Knex.Transaction, pegawaiId: string): Promise<void> {
  await trx.raw('DELETE FROM oidc_interaction WHERE account_id = ?', [pegawaiId])
}

/**
 * Lets words of `amr` count no more in whatever a person is signed in to: call it in the transaction that removed the
 * factor behind them (`AMR_OF_FAKTOR`). A session that leaned on it goes on with what is left, and proves more where more
 * is asked, at its next request; one that has nothing left asks for the password. Sign-ins that are under way begin anew.
 */
export async function lowerSessions(
  trx: Knex.Transaction, { pegawaiId, amr }: { pegawaiId: string; amr: readonly string[] },
): Promise<void> {
  await beginAnew(trx, pegawaiId)
  await lower(trx, { pegawaiId, amr }, 'true')
}

/** Lets a passkey count no more in the sessions that lean on this very one. */
export async function lowerByPasskey(
  trx: Knex.Transaction, { pegawaiId, kunci }: { pegawaiId: string; kunci: string },
): Promise<void> {
  await lower(trx, { pegawaiId, amr: AMR_OF_FAKTOR.passkey, kunci }, 's.kunci = :kunci')
}
