import test from 'ava'
import pg from 'pg'
import type { Statement } from '../../src/kernel/db/database.ts'
import { sha256 } from '../../src/kernel/lib/ids.ts'
import {
  destroySession, insertSession, updateSession, type WrittenSession,
} from '../../src/domain/sessions/session.queries.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'

const OLD = sha256('lama')
const NEW = sha256('baru')

const session = (change: Partial<WrittenSession> = {}): WrittenSession => ({
  uid: 'u', accountId: undefined, payload: '{"uid":"u"}', authorizations: {}, loginAt: undefined,
  seenAt: new Date('2026-11-27T05:00:00Z'), expiresAt: new Date('2100-01-01T00:00:00Z'), alamat: undefined, peramban: undefined,
  kunci: undefined,
  ...change,
})

const renewal = updateSession({ read: OLD, now: NEW }, session({ authorizations: { b: { sid: '2' } } }), [])

async function open(scope: Scope): Promise<TestDatabase> {
  const db = await testDatabase(scope, 'kosong')
  await db.app.query(insertSession(OLD, session({ authorizations: { a: { sid: '1' } } })))
  return db
}

/** A connection of its own: a transaction that the test holds open. */
async function connection(scope: Scope, { appUrl }: TestDatabase) {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  scope.teardown(() => client.end())
  return {
    run: ({ text, values }: Statement) => client.query({ text, values: [...values] }),
    say: (text: string) => client.query(text),
    pid: (client as unknown as { processID: number }).processID,
  }
}

const rows = ({ app }: TestDatabase) => app.query<{ id: string; ended: boolean; authorizations: object }>({
  text: `SELECT encode(id, 'hex') AS id, destroyed_at IS NOT NULL AS ended, authorizations FROM oidc_session`, values: [],
})

/** Until the other one waits for a lock: then both are in the middle. */
async function waits({ owner }: TestDatabase, pid: number): Promise<void> {
  for (;;) {
    const [row] = await owner.query<{ waits: boolean }>({
      text: 'SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits', values: [pid],
    })
    if (row?.waits) return
  }
}

test('a logout that comes while the id is being renewed ends the session under its new id', async (t) => {
  const db = await open(t)
  const [one, other] = [await connection(t, db), await connection(t, db)]
  await one.say('BEGIN')
  await one.run(renewal)
  const logout = other.run(destroySession('u'))
  await waits(db, other.pid)
  await one.say('COMMIT')
  await logout
  t.deepEqual((await rows(db)).map(({ ended }) => ended), [true])
})

test('a renewal that comes while the session is being ended leaves it ended', async (t) => {
  const db = await open(t)
  const [one, other] = [await connection(t, db), await connection(t, db)]
  await one.say('BEGIN')
  await one.run(destroySession('u'))
  const late = other.run(renewal)
  await waits(db, other.pid)
  await one.say('COMMIT')
  await late
  t.deepEqual((await rows(db)).map(({ id, ended }) => [id, ended]), [[OLD.toString('hex'), true]])
})

test('who read the session under its old id brings his authorizations and changes nothing else', async (t) => {
  const db = await open(t)
  await db.app.query(renewal)
  const late = session({ payload: '{"uid":"u","late":true}', authorizations: { c: { sid: '3' } } })
  await db.app.query(updateSession({ read: OLD, now: OLD }, late, ['a']))
  t.deepEqual(await rows(db), [
    { id: NEW.toString('hex'), ended: false, authorizations: { b: { sid: '2' }, c: { sid: '3' } } },
  ])
  const [row] = await db.app.query<{ payload: string }>({ text: 'SELECT payload FROM oidc_session', values: [] })
  t.is(row?.payload, '{"uid":"u"}')
})

test('a sign-in makes good what was taken back before it, and not what was taken back since', async (t) => {
  for (const [read, stands, left] of [[['otp'], ['otp'], []], [['otp'], ['otp', 'swk'], ['otp', 'swk']], [[], ['otp'], ['otp']]]) {
    const db = await open(t)
    await db.app.query({ text: 'UPDATE oidc_session SET amr_dicabut = $1', values: [stands] })
    await db.app.query(updateSession({ read: OLD, now: NEW }, session(), [], read))
    const [row] = await db.app.query<{ amr_dicabut: string[] }>({ text: 'SELECT amr_dicabut FROM oidc_session', values: [] })
    t.deepEqual(row?.amr_dicabut, left)
  }
})
