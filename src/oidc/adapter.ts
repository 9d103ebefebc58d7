import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import {
  type ArtefactModel, consumeArtefact, deleteArtefact, deleteByGrant, type GrantedModel, isConsumable,
  selectArtefact, upsertArtefact,
} from '../domain/sessions/artefact.queries.ts'
import { createSessionAdapter } from './session-adapter.ts'
import { AlreadyConsumed, AlreadyPushed } from './already-consumed.ts'
import { expiryOf } from './expiry.ts'
import { readToken, type TokenModel } from './joined-reads.ts'
import { recallRead, rememberRead, type RepeatableModel } from './read-memory.ts'
import { fromStored, type StoredArtefact } from './stored.ts'

/** How the protocol reads a client: metadata as the library wants it, or undefined. */
export type FindClientMetadata = (clientId: string) => Promise<AdapterPayload | undefined>

const GRANTED: ReadonlySet<string> = new Set<GrantedModel>(['AuthorizationCode', 'AccessToken', 'RefreshToken'])
const MODELS: ReadonlySet<string> = new Set<ArtefactModel>([
  'Interaction', 'ReplayDetection', 'Grant', 'ClientCredentials', 'AuthorizationCode', 'AccessToken', 'RefreshToken',
  'PushedAuthorizationRequest',
])

const isGranted = (model: string): model is GrantedModel => GRANTED.has(model)
const isToken = (model: string): model is TokenModel => isGranted(model) || model === 'ClientCredentials'
const isRepeatable = (model: string): model is RepeatableModel => model === 'Grant' || model === 'Interaction'

/**
 * The bearer value stays out of the row: `jti` is the id itself, an interaction repeats the session's.
 * @returns the payload as text and without anything that could be presented
 */
function withoutBearer(payload: AdapterPayload): string {
  return JSON.stringify({
    ...payload, jti: undefined, consumed: undefined,
    ...(payload.session && { session: { ...payload.session, cookie: undefined } }),
  })
}

/** Whom an artefact is about: of a sign-in under way, who has just typed the password, or else who was signed in. */
function accountOf({ accountId, result, session }: AdapterPayload): string | undefined {
  const { login, perjalanan } = (result ?? {}) as { login?: { accountId?: string }; perjalanan?: { sub?: string } }
  return accountId ?? login?.accountId ?? perjalanan?.sub ?? session?.accountId
}

/** An image as a later read of the same request sees it. */
interface Image { readonly payload: AdapterPayload }

function createArtefactAdapter(model: Exclude<ArtefactModel, 'Session'>, database: Database): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`
  return {
    async upsert(id, payload, expiresIn) {
      const { clientId, grantId, sessionUid } = payload
      const columns = { accountId: accountOf(payload), clientId, grantId, sessionUid }
      const expiresAt = expiryOf(payload, expiresIn)
      UnitOfWork.current().stage(
        keyOf(id),
        upsertArtefact(model, sha256(id), withoutBearer(payload), columns, expiresAt),
        { payload } satisfies Image,
      )
      return Promise.resolve()
    },
    async find(id) {
      const pending = UnitOfWork.current().peek<Image>(keyOf(id))
      if (pending !== undefined) return pending?.payload
      if (isToken(model)) return readToken(database, model, id)
      const known = isRepeatable(model) ? recallRead(model, id) : undefined
      if (known !== undefined) return known ?? undefined
      const [row] = await database.query<StoredArtefact>(selectArtefact(model, sha256(id)))
      if (isRepeatable(model)) rememberRead(model, id, row ?? null)
      return row && fromStored(id, row)
    },
    async consume(id) {
      if (!isConsumable(model)) throw new Error(`${model} cannot be consumed`)
      const rows = await database.query(consumeArtefact(model, sha256(id)))
      if (rows.length === 0) throw model === 'PushedAuthorizationRequest' ? new AlreadyPushed() : new AlreadyConsumed()
    },
    async destroy(id) {
      UnitOfWork.current().stage(keyOf(id), deleteArtefact(model, sha256(id)), null)
      return Promise.resolve()
    },
    async revokeByGrantId(grantId) {
      if (!isGranted(model)) return Promise.resolve()
      UnitOfWork.current().append(deleteByGrant(model, grantId))
      return Promise.resolve()
    },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
  }
}

function createClientAdapter(find: FindClientMetadata): Adapter {
  const readOnly = (): Promise<never> => Promise.reject(new Error('clients are registered by the procedure'))
  return {
    find,
    upsert: readOnly, consume: readOnly, destroy: readOnly, revokeByGrantId: readOnly,
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
  }
}

/**
 * The library's storage: a table per model, ids as SHA-256, writes staged in the request's unit of work, single use
 * committed at once.
 * @param findClient reads client metadata; the library asks it for every client_id it meets
 * @throws for a model that has no table: a feature was switched on without its storage
 */
export function createAdapterFactory(database: Database, findClient: FindClientMetadata): (model: string) => Adapter {
  return (model) => {
    if (model === 'Client') return createClientAdapter(findClient)
    if (model === 'Session') return createSessionAdapter(database)
    if (!MODELS.has(model)) throw new Error(`no table for protocol model ${model}`)
    return createArtefactAdapter(model as Exclude<ArtefactModel, 'Session'>, database)
  }
}
