import { type Adapter, type AdapterPayload, Provider } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import { without } from '../domain/mfa/assurance.rules.ts'
import { type Foundation, whileProofStands } from '../domain/mfa/berdiri.ts'
import { isPossibleId } from '../domain/clients/client-id.rules.ts'
import { isIdle } from '../domain/sessions/idle.rules.ts'
import {
  destroySession, insertSession, selectSession, selectSessionByUid, type SessionRow,
  type SessionWithGrantRow, updateSession, type WrittenSession,
} from '../domain/sessions/session.queries.ts'
import { expiryOf } from './expiry.ts'
import { rememberRead } from './read-memory.ts'
import { rememberLastSeen, useOf } from './session-use.ts'

/** What this request has read or written of a session; null: it was ended here. */
interface Known {
  /** Whether it stands in the database, and not only in this request. */
  readonly isStored: boolean
  /** The id under which it was read; undefined where it was found by its uid. */
  readonly readId: string | undefined
  /** The clients in it then. */
  readonly readClients: readonly string[]
  /** Words of its `amr` that counted no more then. */
  readonly dicabut: readonly string[]
  readonly payload: AdapterPayload | null
}

const keyOf = (uid: string): string => `Session:${uid}`
const idKeyOf = (id: string): string => `Session.id:${id}`

const knownByUid = (uid: string): Known | undefined => UnitOfWork.current().recall(keyOf(uid))
const uidOf = (id: string): string | undefined => UnitOfWork.current().recall(idKeyOf(id))

function remember(id: string, uid: string, known: Known): void {
  UnitOfWork.current().remember(idKeyOf(id), uid)
  UnitOfWork.current().remember(keyOf(uid), known)
}

/** A session is worth what still counts of its proofs. */
function stillProven(payload: AdapterPayload, gone: readonly string[]): AdapterPayload {
  return gone.length === 0 || !payload.amr ? payload : { ...payload, ...without({ amr: payload.amr }, gone) }
}

/**
 * Keeps a session row that a query brought along, so that later reads of the same request cost nothing.
 * @param id as the browser presents it, undefined where the row was found by its uid
 */
export function rememberSession(row: SessionRow, id?: string): AdapterPayload {
  const payload: AdapterPayload = {
    ...stillProven(JSON.parse(row.payload) as AdapterPayload, row.amr_dicabut),
    authorizations: row.authorizations as NonNullable<AdapterPayload['authorizations']>,
    ...(id !== undefined && { jti: id }),
  }
  const uid = String(payload.uid)
  rememberLastSeen(uid, { lastSeen: row.last_seen_at, staffSeen: row.petugas_seen_at ?? undefined })
  const known = { isStored: true, readId: id, readClients: Object.keys(row.authorizations), dicabut: row.amr_dicabut, payload }
  if (id === undefined) UnitOfWork.current().remember(keyOf(uid), known)
  else remember(id, uid, known)
  return payload
}

/** Keeps that there is no such session (any more). */
export function rememberAbsentSession(uid: string): void {
  const absent: Known = { isStored: false, readId: undefined, readClients: [], dicabut: [], payload: null }
  UnitOfWork.current().remember(keyOf(uid), absent)
}

/** Whom the authorization request is for, as the request says: it chooses what is read along, and decides nothing. */
function askingClient(): string | undefined {
  const { client_id: clientId } = Provider.ctx?.query ?? {}
  return typeof clientId === 'string' && isPossibleId(clientId) ? clientId : undefined
}

const instant = (seconds: number): Date => new Date(seconds * 1000)

/** A request that only came to be asked for the password again is no use: it must not save itself from the question. */
function seenAt(payload: AdapterPayload, now: Date): Date {
  const use = useOf(payload)
  return use && isIdle(use, now) ? use.lastSeen : now
}

/** @returns what a sign-in rests on that this request brings to its end, if it does; the step before may be minutes old */
function foundationOf(accountId: string | undefined): Foundation | undefined {
  const login = Provider.ctx?.oidc.result?.login as { accountId: string; sandi?: string; kunci?: string } | undefined
  if (!login || login.accountId !== accountId) return undefined
  return { sub: login.accountId, sandi: login.sandi, kunci: login.kunci }
}

function written(payload: AdapterPayload, expiresIn: number | undefined): WrittenSession {
  const { address, device } = UnitOfWork.originNow() ?? {}
  return {
    alamat: address, peramban: device,
    uid: String(payload.uid),
    accountId: payload.accountId,
    kunci: foundationOf(payload.accountId)?.kunci,
    payload: JSON.stringify({ ...payload, jti: undefined, authorizations: undefined }),
    authorizations: payload.authorizations ?? {},
    loginAt: payload.loginTs === undefined ? undefined : instant(payload.loginTs),
    seenAt: seenAt(payload, new Date()),
    expiresAt: expiryOf(payload, expiresIn),
  }
}

/**
 * Storage of the one session: one row, found by its uid, whatever its id is. Parallel writes are merged by client, and an
 * ended session is a tombstone that no write revives. Ending one is staged like every write: the library ends the row of
 * an id that it renews, and a request that fails then must not have ended the session.
 */
export function createSessionAdapter(database: Database): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const session = written(payload, expiresIn)
      const foundation = foundationOf(session.accountId)
      if (foundation) whileProofStands(foundation)
      const known = knownByUid(session.uid)
      const { isStored = false, readId, readClients = [], dicabut = [] } = known ?? {}
      const left = readClients.filter((clientId) => !Object.hasOwn(session.authorizations, clientId))
      const statement = isStored
        ? updateSession({ read: sha256(readId ?? id), now: sha256(id) }, session, left, dicabut)
        : insertSession(sha256(id), session)
      // The library has ended the row under the old id a moment ago: it is the same row, and this write takes its place.
      UnitOfWork.current().stage(keyOf(session.uid), statement, payload)
      remember(id, session.uid, { isStored, readId, readClients, dicabut, payload })
      return Promise.resolve()
    },
    async find(id) {
      const uid = uidOf(id)
      if (uid !== undefined) return knownByUid(uid)?.payload ?? undefined
      const [row] = await database.query<SessionWithGrantRow>(selectSession(sha256(id), askingClient()))
      if (row?.grant_id) {
        const grant = row.grant_payload === null ? null : { payload: row.grant_payload, consumed_at: null }
        rememberRead('Grant', row.grant_id, grant)
      }
      return row && rememberSession(row, id)
    },
    async findByUid(uid) {
      const known = knownByUid(uid)
      if (known) return known.payload ?? undefined
      const [row] = await database.query<SessionRow>(selectSessionByUid(uid))
      return row && rememberSession(row)
    },
    async destroy(id) {
      const uid = uidOf(id)
      // A session that was not read here does not stand in the database either.
      if (uid === undefined) return
      const { isStored = false, readId, readClients = [], dicabut = [] } = knownByUid(uid) ?? {}
      UnitOfWork.current().stage(keyOf(uid), destroySession(uid), null)
      remember(id, uid, { isStored, readId, readClients, dicabut, payload: null })
      return Promise.resolve()
    },
    consume: () => Promise.reject(new Error('Session cannot be consumed')),
    revokeByGrantId: () => Promise.resolve(),
    findByUserCode: () => Promise.resolve(undefined),
  }
}
