import type { Statement } from '../../kernel/db/database.ts'
import { type GrantedModel, TABLES } from './artefact.queries.ts'

/**
 * What one request needs of a code or token, in one statement: itself, its grant and its session. The session's columns
 * are null where it is over, and where the row names none.
 */
export interface GrantedRow {
  readonly model: GrantedModel | 'ClientCredentials'
  readonly payload: string
  readonly consumed_at: Date | null
  readonly grant_id: string | null
  readonly grant_payload: string | null
  readonly session_uid: string | null
  readonly session_payload: string | null
  readonly authorizations: Record<string, unknown> | null
  readonly last_seen_at: Date | null
  readonly amr_dicabut: readonly string[] | null
}

const selectJoined = (model: GrantedModel): string => `
  SELECT '${model}' AS model, t.payload, t.consumed_at, t.grant_id, g.payload AS grant_payload, t.session_uid,
    s.payload AS session_payload, s.authorizations, s.last_seen_at, s.amr_dicabut
  FROM ${TABLES[model]} t
  LEFT JOIN oidc_grant g ON g.id = sha256(convert_to(t.grant_id, 'UTF8'))
  LEFT JOIN oidc_session s ON s.uid = t.session_uid AND s.destroyed_at IS NULL
  WHERE t.id = $1`

const GRANTED: Record<GrantedModel, string> = {
  AuthorizationCode: selectJoined('AuthorizationCode'),
  AccessToken: selectJoined('AccessToken'),
  RefreshToken: selectJoined('RefreshToken'),
}

const ANY_TOKEN = `${GRANTED.AccessToken} UNION ALL ${GRANTED.RefreshToken} UNION ALL
  SELECT 'ClientCredentials', payload, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM ${TABLES.ClientCredentials}
  WHERE id = $1`

/** Reads a code or token by the hash of its id. */
export function selectGranted(model: GrantedModel, id: Buffer): Statement {
  return { text: GRANTED[model], values: [id] }
}

/** Reads a token of whatever kind: introspection and revocation do not know which it is (RFC 7662 2.1, RFC 7009 2.1). */
export function selectAnyToken(id: Buffer): Statement {
  return { text: ANY_TOKEN, values: [id] }
}
