import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import { isIdle } from '../domain/sessions/idle.rules.ts'
import {
  destroySession, selectSession, selectSessionByUid, type SessionRow, upsertSession,
} from '../domain/sessions/session.queries.ts'
import { expiryOf } from './expiry.ts'
import { rememberLastSeen, useOf } from './session-use.ts'

const PREFIX = 'Session:'

const toPayload = (row: SessionRow): AdapterPayload => ({
  ...(JSON.parse(row.payload) as AdapterPayload),
  authorizations: row.authorizations as NonNullable<AdapterPayload['authorizations']>,
})

const instant = (seconds: number): Date => new Date(seconds * 1000)

/** A request that only came to be asked for the password again is no use: it must not save itself from the question. */
function seenAt(payload: AdapterPayload, now: Date): Date {
  const use = useOf(payload)
  return use && isIdle(use, now) ? use.lastSeen : now
}

/**
 * Storage of the one session. It differs from other artefacts in two ways: parallel writes are merged by client, and an
 * ended session is a tombstone that no write revives. Ending one is staged like every write: the library renews the id
 * at each return from a page, and a request that fails then must not have ended the session before.
 */
export function createSessionAdapter(database: Database): Adapter {
  return {
    async upsert(id, payload, expiresIn) {
      const statement = upsertSession(sha256(id), {
        uid: String(payload.uid),
        accountId: payload.accountId,
        payload: JSON.stringify({ ...payload, jti: undefined, authorizations: undefined }),
        authorizations: payload.authorizations ?? {},
        loginAt: payload.loginTs === undefined ? undefined : instant(payload.loginTs),
        seenAt: seenAt(payload, new Date()),
        expiresAt: expiryOf(payload, expiresIn),
      })
      UnitOfWork.current().stage(PREFIX + id, statement, payload)
      return Promise.resolve()
    },
    async find(id) {
      const pending = UnitOfWork.current().peek<AdapterPayload>(PREFIX + id)
      if (pending !== undefined) return pending ?? undefined
      const [row] = await database.query<SessionRow>(selectSession(sha256(id)))
      if (!row) return undefined
      const session = toPayload(row)
      rememberLastSeen(String(session.uid), row.last_seen_at)
      return { ...session, jti: id }
    },
    async findByUid(uid) {
      const pending = UnitOfWork.current().pending(PREFIX)
        .map(([, image]) => image as AdapterPayload | null)
        .find((image) => image?.uid === uid)
      if (pending) return pending
      const [row] = await database.query<SessionRow>(selectSessionByUid(uid))
      return row && toPayload(row)
    },
    async destroy(id) {
      UnitOfWork.current().stage(PREFIX + id, destroySession(sha256(id)), null)
      return Promise.resolve()
    },
    consume: () => Promise.reject(new Error('Session cannot be consumed')),
    revokeByGrantId: () => Promise.resolve(),
    findByUserCode: () => Promise.resolve(undefined),
  }
}
