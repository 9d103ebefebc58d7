import type { Knex } from 'knex'
import type { LogoutReason } from './pengiriman/delivery.ts'

/**
 * Ends whatever these people are signed in to, in one statement: sessions become tombstones, as in `destroySession`;
 * codes, tokens and grants are gone, so that a refresh fails at once; the applications of the living sessions are owed
 * a logout token (a trigger on the table, migration 43).
 * @returns how many sessions were still alive
 */
export async function endEverythingOf(
  trx: Knex.Transaction, { pegawaiIds, reason, at }: { pegawaiIds: readonly string[]; reason: LogoutReason; at: Date },
): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ sessions: number }] }>(
    `WITH ended AS (
       UPDATE oidc_session SET destroyed_at = :at, sebab_akhir = :reason, payload = '{}', authorizations = '{}'
       WHERE account_id = ANY(CAST(:pegawaiIds AS uuid[])) AND destroyed_at IS NULL RETURNING expires_at
     ),
     codes AS (DELETE FROM oidc_authorization_code WHERE account_id = ANY(CAST(:pegawaiIds AS uuid[]))),
     access AS (DELETE FROM oidc_access_token WHERE account_id = ANY(CAST(:pegawaiIds AS uuid[]))),
     refresh AS (DELETE FROM oidc_refresh_token WHERE account_id = ANY(CAST(:pegawaiIds AS uuid[]))),
     grants AS (DELETE FROM oidc_grant WHERE account_id = ANY(CAST(:pegawaiIds AS uuid[])))
     SELECT count(*)::int AS sessions FROM ended WHERE expires_at > :at`,
    { pegawaiIds: [...pegawaiIds], reason, at },
  )
  return rows[0].sessions
}
