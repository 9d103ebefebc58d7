import type { Ending } from '../../../kernel/db/endings.ts'
import { TABLES } from '../artefact.queries.ts'

/** Rows that are of no use to anybody once they are over, and are gone at once. */
const deleted = (name: string, table: string): Ending => ({
  name, tables: [table],
  sql: `DELETE FROM ${table} WHERE account_id IN (SELECT pegawai_id FROM leaving)
        RETURNING expires_at > :at AS counts, NULL::jsonb AS told`,
})

/**
 * What the protocol keeps of a person. Sessions become tombstones, as in `destroySession`, and the applications of the
 * living ones are owed a logout token (a trigger on the table, migration 43); codes, tokens and grants are gone, so
 * that a refresh fails and introspection says inactive at once; a sign-in that is under way begins anew.
 */
export const PROTOCOL_ENDINGS: readonly Ending[] = [
  {
    name: 'sessions', tables: [TABLES.Session],
    sql: `UPDATE ${TABLES.Session} SET destroyed_at = :at, sebab_akhir = :reason, payload = '{}', authorizations = '{}'
          WHERE account_id IN (SELECT pegawai_id FROM leaving) AND destroyed_at IS NULL
          RETURNING expires_at > :at AS counts, NULL::jsonb AS told`,
  },
  deleted('sign-ins-under-way', TABLES.Interaction),
  deleted('codes', TABLES.AuthorizationCode),
  deleted('access-tokens', TABLES.AccessToken),
  deleted('refresh-tokens', TABLES.RefreshToken),
  // Consent is kept in the grant (docs/decisions/005-grant-per-session.md): it ends with it.
  deleted('grants', TABLES.Grant),
]
