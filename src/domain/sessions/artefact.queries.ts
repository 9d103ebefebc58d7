import type { Statement } from '../../kernel/db/database.ts'

/** The protocol's artefacts that live in a table of their own; each name is the library's model name. */
export type ArtefactModel =
  | 'Session' | 'Interaction' | 'ReplayDetection' | 'Grant' | 'ClientCredentials'
  | 'AuthorizationCode' | 'AccessToken' | 'RefreshToken' | 'PushedAuthorizationRequest'

/** What is looked up or ended by: real columns beside the payload. */
export interface ArtefactColumns {
  readonly accountId?: string | undefined
  readonly clientId?: string | undefined
  readonly grantId?: string | undefined
  readonly sessionUid?: string | undefined
}

export const TABLES = {
  Session: 'oidc_session',
  Interaction: 'oidc_interaction',
  ReplayDetection: 'oidc_replay_detection',
  Grant: 'oidc_grant',
  ClientCredentials: 'oidc_client_credentials',
  AuthorizationCode: 'oidc_authorization_code',
  AccessToken: 'oidc_access_token',
  RefreshToken: 'oidc_refresh_token',
  PushedAuthorizationRequest: 'oidc_pushed_authorization_request',
} as const satisfies Record<ArtefactModel, string>

const LOOKUPS: Record<Exclude<ArtefactModel, 'Session'>, readonly (keyof ArtefactColumns)[]> = {
  Interaction: ['accountId'],
  ReplayDetection: [],
  Grant: ['accountId', 'clientId'],
  ClientCredentials: ['clientId'],
  AuthorizationCode: ['grantId', 'accountId', 'clientId', 'sessionUid'],
  AccessToken: ['grantId', 'accountId', 'clientId', 'sessionUid'],
  RefreshToken: ['grantId', 'accountId', 'clientId', 'sessionUid'],
  PushedAuthorizationRequest: [],
}

/** Who is at a sign-in that is under way is known only when the password was right. */
const CHANGES = (model: ArtefactModel): readonly string[] =>
  ['payload', 'expires_at', ...model === 'Interaction' ? [COLUMN_NAMES.accountId] : []]

const COLUMN_NAMES: Record<keyof ArtefactColumns, string> = {
  accountId: 'account_id', clientId: 'client_id', grantId: 'grant_id', sessionUid: 'session_uid',
}

/** Models that are ended together with their grant. */
export type GrantedModel = 'AuthorizationCode' | 'AccessToken' | 'RefreshToken'

/** Models that are used once. */
export type ConsumableModel = GrantedModel | 'PushedAuthorizationRequest'

const CONSUMABLE: ReadonlySet<ArtefactModel> = new Set<ConsumableModel>([
  'AuthorizationCode', 'RefreshToken', 'AccessToken', 'PushedAuthorizationRequest',
])

/** Whether a row of this model says that it was used. */
export const isConsumable = (model: ArtefactModel): model is ConsumableModel => CONSUMABLE.has(model)

/**
 * Reads one artefact that belongs to no grant by the hash of its id. Columns: payload, and consumed_at where the model
 * can be consumed.
 */
export function selectArtefact(model: Exclude<ArtefactModel, 'Session' | GrantedModel>, id: Buffer): Statement {
  const consumed = isConsumable(model) ? 'consumed_at' : 'NULL::timestamptz AS consumed_at'
  return { text: `SELECT payload, ${consumed} FROM ${TABLES[model]} WHERE id = $1`, values: [id] }
}

/** Writes one artefact; the same id again replaces the payload and keeps `consumed_at`. */
export function upsertArtefact(
  model: Exclude<ArtefactModel, 'Session'>, id: Buffer, payload: string, columns: ArtefactColumns, expiresAt: Date,
): Statement {
  const lookups = LOOKUPS[model]
  const names = ['id', 'payload', 'expires_at', ...lookups.map((key) => COLUMN_NAMES[key])]
  return {
    text: `INSERT INTO ${TABLES[model]} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})
           ON CONFLICT (id) DO UPDATE SET ${CHANGES(model).map((name) => `${name} = excluded.${name}`).join(', ')}`,
    values: [id, payload, expiresAt, ...lookups.map((key) => columns[key])],
  }
}

/** Takes one artefact away. */
export function deleteArtefact(model: Exclude<ArtefactModel, 'Session'>, id: Buffer): Statement {
  return { text: `DELETE FROM ${TABLES[model]} WHERE id = $1`, values: [id] }
}

/** Single use is one conditional UPDATE: of many redemptions at once one gets a row back. */
export function consumeArtefact(model: ConsumableModel, id: Buffer): Statement {
  return {
    text: `UPDATE ${TABLES[model]} SET consumed_at = now() WHERE id = $1 AND consumed_at IS NULL
           RETURNING consumed_at`,
    values: [id],
  }
}

/**
 * Remembers a proof that may be used once. Of many at once one gets a row back; a forgotten one is as good as new.
 * @param expiresAt until when the same proof would be accepted otherwise
 */
export function rememberProof(id: Buffer, expiresAt: Date): Statement {
  return {
    text: `INSERT INTO oidc_replay_detection AS seen (id, payload, expires_at) VALUES ($1, '', $2)
           ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at WHERE seen.expires_at <= now()
           RETURNING true AS fresh`,
    values: [id, expiresAt],
  }
}

/** Ends everything of one kind that was issued under a grant. */
export function deleteByGrant(model: GrantedModel, grantId: string): Statement {
  return { text: `DELETE FROM ${TABLES[model]} WHERE grant_id = $1`, values: [grantId] }
}
