import { setTimeout as sleep } from 'node:timers/promises'
import test from 'ava'
import { type Listener, openListener } from '../../src/kernel/db/listen/index.ts'
import { BEAT_MS, FRESH_MS, pauseBefore } from '../../src/kernel/db/listen/listen.rules.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { cutListeners } from '../helpers/listeners.ts'
import type { Scope } from '../helpers/scope.ts'
import { until } from '../helpers/waiting.ts'
import { openStallingProxy } from './support/stalling-proxy.ts'

/** Where the machine's own pauses must not look like a silent connection. */
const LONG_MS = 60_000

/** A listener whose life is written down, event by event. */
function open(scope: Scope, url: string, { freshMs = LONG_MS } = {}) {
  const events: string[] = []
  const errors: unknown[] = []
  const listener = openListener(url, { onError: (error) => errors.push(error), freshMs })
  listener.onLost(() => events.push(listener.fresh() ? 'lost but fresh' : 'lost'))
  listener.onFresh(() => events.push(listener.fresh() ? 'fresh' : 'fresh but lost'))
  scope.teardown(() => listener.close())
  return { listener, events, errors }
}

const SESSIONS = {
  text: `SELECT FROM pg_stat_activity WHERE application_name = 'satu-login-listen' AND datname = current_database()`,
  values: [],
}

const notify = ({ app }: TestDatabase, channel: string, payload: string) =>
  app.query({ text: 'SELECT pg_notify($1, $2)', values: [channel, payload] })

/** @returns a list that fills with what is heard on the channel from now on */
async function hearing(listener: Listener, channel: string): Promise<string[]> {
  const payloads: string[] = []
  listener.on(channel, (payload) => payloads.push(payload))
  await until(() => listener.fresh())
  return payloads
}

test('a notification arrives at everybody who asked for its channel, and at nobody else', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { listener } = open(t, db.appUrl)
  const first = await hearing(listener, 'satu')
  const second = await hearing(listener, 'Yang "Kedua"')
  const again = await hearing(listener, 'satu')
  await notify(db, 'satu', 'a')
  await notify(db, 'lain', 'b')
  await notify(db, 'Yang "Kedua"', 'c')
  await until(() => second.length > 0)
  t.deepEqual([first, second, again], [['a'], ['c'], ['a']])
})

test('nothing is fresh before LISTEN is answered, for a channel that comes later too', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { listener, events } = open(t, db.appUrl)
  t.false(listener.fresh())
  await listener.ready
  t.true(listener.fresh())
  listener.on('nanti', () => undefined)
  t.false(listener.fresh())
  await until(() => listener.fresh())
  t.deepEqual(events, ['fresh', 'lost', 'fresh'])
  listener.on('nanti', () => undefined)
  t.true(listener.fresh(), 'this channel is heard already')
})

test('a handler that throws takes nothing from the others', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { listener, errors } = open(t, db.appUrl)
  const boom = new Error('boom')
  listener.on('satu', () => { throw boom })
  const payloads = await hearing(listener, 'satu')
  await notify(db, 'satu', 'a')
  await until(() => payloads.length > 0)
  t.deepEqual(errors, [boom])
})

test('a session that the server ends is told at once, and opened again with every channel', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { listener, events, errors } = open(t, db.appUrl)
  const payloads = await hearing(listener, 'satu')
  events.length = 0
  t.is(await cutListeners(db), 1)
  await until(() => events.length === 2)
  await notify(db, 'satu', 'heard')
  await until(() => payloads.length > 0)
  t.deepEqual(events, ['lost', 'fresh'])
  t.is(errors.length, 1)
})

test('while the database is away nothing is fresh, and it is looked for until it is back', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const proxy = await openStallingProxy(t, db.appUrl)
  const { listener, events, errors } = open(t, proxy.url)
  const payloads = await hearing(listener, 'satu')
  proxy.cut()
  await until(() => proxy.refused >= 3)
  t.deepEqual(events.slice(-1), ['lost'])
  t.false(listener.fresh())
  await notify(db, 'satu', 'missed')
  proxy.mend()
  await until(() => listener.fresh())
  await notify(db, 'satu', 'heard')
  await until(() => payloads.length > 0)
  t.deepEqual(payloads, ['heard'])
  t.deepEqual(events.slice(-2), ['lost', 'fresh'])
  t.is(errors.length, 1, 'one outage is told once, however many tries it takes')
})

test('a connection that swallows everything without a word is not believed, and is given up for another', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const proxy = await openStallingProxy(t, db.appUrl)
  const { listener, events } = open(t, proxy.url, { freshMs: FRESH_MS })
  const payloads = await hearing(listener, 'satu')
  events.length = 0
  proxy.swallow()
  await notify(db, 'satu', 'missed')
  await until(() => events.length > 0)
  t.deepEqual(events, ['lost'], 'told by the timer, although nobody asked')
  t.false(listener.fresh())
  t.is(proxy.connections, 1, 'not fresh long before the connection is given up')
  await until(() => listener.fresh())
  t.is(proxy.connections, 2)
  await notify(db, 'satu', 'heard')
  await until(() => payloads.length > 0)
  t.deepEqual(payloads, ['heard'])
})

test('a listener that is closed leaves no session behind, wherever it was', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const early = openListener(db.appUrl, { onError: (error) => t.fail(String(error)) })
  await early.close()
  await early.ready
  const late = openListener(db.appUrl, { onError: (error) => t.fail(String(error)) })
  await late.ready
  await late.close()
  t.false(late.fresh())
  // PostgreSQL notices a little later.
  while ((await db.app.query(SESSIONS)).length > 0) await sleep(5)
})

test('a revocation waits less than a second, and one late heartbeat takes nothing away', (t) => {
  t.true(FRESH_MS < 1_000)
  t.true(2 * BEAT_MS < FRESH_MS)
})

for (const [failures, pause] of [[0, 0], [1, 50], [2, 100], [5, 800], [6, 1_000], [1_000, 1_000], [1e6, 1_000]] as const) {
  test(`after ${failures} failures in a row the next try waits ${pause} ms`, (t) => {
    t.is(pauseBefore(failures), pause)
  })
}
