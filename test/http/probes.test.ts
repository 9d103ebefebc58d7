import test from 'ava'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { healthz, readyz } from '../../src/kernel/http/probes.ts'
import { type Clock, systemClock } from '../../src/kernel/lib/clock.ts'
import { testDatabase } from '../helpers/database.ts'
import { serve } from './serve.ts'

const ahead = (ms: number): Clock => ({ ...systemClock(), now: () => new Date(Date.now() + ms) })

test('healthz answers without a database, and nothing but ok', async (t) => {
  const ask = await serve(t, healthz())
  const answer = await ask('/healthz')
  t.is(answer.status, 200)
  t.is(answer.text, 'ok')
  t.is(answer.headers['cache-control'], 'no-store')
  t.is((await ask('/healthz/')).status, 404)
})

const CLOCKS: [string, number, number][] = [
  ['the same time', 0, 200],
  ['a second ahead', 1_000, 200],
  ['a second behind', -1_000, 200],
  ['three seconds ahead', 3_000, 503],
  ['three seconds behind', -3_000, 503],
  ['a day ahead', 86_400_000, 503],
]

for (const [name, ms, status] of CLOCKS) {
  test(`readyz with ${name} as the database: ${status}`, async (t) => {
    const { app } = await testDatabase(t, 'kosong')
    const ask = await serve(t, readyz(app, ahead(ms)))
    const answer = await ask('/readyz')
    t.is(answer.status, status)
    t.is(answer.text, status === 200 ? 'ready' : 'not ready')
    t.is(answer.headers['cache-control'], 'no-store')
  })
}

test('readyz is 503 and tells nothing when no database answers', async (t) => {
  const dead = openDatabase('postgres://satu_login_app:rahasia@127.0.0.1:1/x')
  t.teardown(() => dead.close())
  const ask = await serve(t, readyz(dead, systemClock()))
  const answer = await ask('/readyz')
  t.is(answer.status, 503)
  t.is(answer.text, 'not ready')
})

test('readyz does not wait for a database that hangs', async (t) => {
  const hanging = { query: () => new Promise(() => undefined) } as unknown as Database
  const ask = await serve(t, readyz(hanging, systemClock(), { patienceMs: 50 }))
  t.is((await ask('/readyz')).status, 503)
})
