import { type AdapterPayload, Provider } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import type { GrantedModel } from '../domain/sessions/artefact.queries.ts'
import { type GrantedRow, selectAnyToken, selectGranted } from '../domain/sessions/joined.queries.ts'
import { rememberPresented } from './presented.ts'
import { rememberRead } from './read-memory.ts'
import { rememberAbsentSession, rememberSession } from './session-adapter.ts'
import { fromStored } from './stored.ts'

/** Models whose rows come with their grant and session. */
export type TokenModel = GrantedModel | 'ClientCredentials'

/** Grant and session of the row go to this request's memory: the library asks for them next. */
function keepCompany(row: GrantedRow): void {
  const { grant_id: grantId, grant_payload: grant } = row
  if (grantId !== null) rememberRead('Grant', grantId, grant === null ? null : { payload: grant, consumed_at: null })
  if (row.session_uid === null) return
  if (row.session_payload === null || !row.authorizations || !row.last_seen_at) rememberAbsentSession(row.session_uid)
  else {
    const { authorizations, last_seen_at } = row
    // Staff doors are opened by the session's own cookie, never by a token.
    rememberSession({ payload: row.session_payload, authorizations, last_seen_at, petugas_seen_at: null, amr_dicabut: row.amr_dicabut ?? [] })
  }
}

/** The library asks for each kind at once, and one read answers them all. */
function readAnyToken(database: Database, id: string): Promise<GrantedRow | undefined> {
  const unit = UnitOfWork.current()
  const key = `AnyToken.read:${id}`
  const reading = unit.recall<Promise<GrantedRow | undefined>>(key)
    ?? database.query<GrantedRow>(selectAnyToken(sha256(id))).then(([row]) => row)
  unit.remember(key, reading)
  return reading
}

const ANY_KIND: ReadonlySet<string> = new Set(['introspection', 'revocation'])

/**
 * Reads a code or token with its grant and its session in one statement; where any kind of token may be meant, in one
 * for all kinds.
 */
export async function readToken(
  database: Database, model: TokenModel, id: string,
): Promise<AdapterPayload | undefined> {
  const isAny = model === 'ClientCredentials' || ANY_KIND.has(Provider.ctx?.oidc.route ?? '')
  const row = isAny
    ? await readAnyToken(database, id)
    : (await database.query<GrantedRow>(selectGranted(model, sha256(id))))[0]
  if (row?.model !== model) return undefined
  keepCompany(row)
  const found = fromStored(id, row)
  rememberPresented(found)
  return found
}
