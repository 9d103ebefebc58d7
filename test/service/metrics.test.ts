import test from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { onDatabase } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { ask } from '../http/ask.ts'
import { freePort } from './free-port.ts'
import { PRODUCTION, startServer } from './server-process.ts'

/** The lines of a text of numbers without its comments, by name and labels. */
function numbersIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

async function start(scope: Scope, env: NodeJS.ProcessEnv) {
  const db = await testDatabase(scope, 'kosong')
  const [port, metricsPort] = [await freePort(), await freePort()]
  const { child, running, ended } = startServer(scope, {
    ...onDatabase(db), ...PRODUCTION(), PORT: String(port), METRICS_PORT: String(metricsPort), ...env,
  })
  await running()
  return { child, ended, base: `http://127.0.0.1:${port}`, metrics: `http://127.0.0.1:${metricsPort}` }
}

for (const workers of ['1', '2']) {
  test(`the numbers stand on a port of their own and go with the service (WORKERS=${workers})`, async (t) => {
    const { child, ended, base, metrics } = await start(t, { WORKERS: workers })
    const asked = 20
    for (let round = 0; round < asked; round += 1) {
      t.is((await ask(base, { target: '/bantuan', headers: { host: 'login.test' } })).status, 200)
    }
    const answer = await ask(metrics, { target: '/metrics', headers: { host: 'anybody' } })
    t.is(answer.status, 200)
    t.regex(answer.headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/)
    const numbers = numbersIn(answer.text)
    t.is(numbers.get('satu_login_http_request_seconds_count{method="GET",route="/bantuan",status="200"}'), asked)
    t.is(numbers.get('satu_login_password_hashes_waiting'), 0)
    t.is(numbers.get('satu_login_database_connections_waiting'), 0)
    t.true(numbers.has('nodejs_eventloop_lag_p99_seconds'))

    t.is((await ask(metrics, { target: '/' })).status, 404)
    t.is((await ask(metrics, { target: '/metrics', method: 'POST' })).status, 404)
    t.is((await ask(base, { target: '/metrics', headers: { host: 'login.test' } })).status, 404)
    child.kill('SIGTERM')
    t.is((await ended).ends, 0)
    await t.throwsAsync(ask(metrics, { target: '/metrics' }), { code: 'ECONNREFUSED' })
  })
}

test('a taken METRICS_PORT is one sentence', async (t) => {
  const { metrics, child, ended } = await start(t, {})
  const { port } = new URL(metrics)
  for (const workers of ['1', '2']) {
    const db = await testDatabase(t, 'kosong')
    const second = startServer(t, {
      ...onDatabase(db), ...PRODUCTION(), PORT: String(await freePort()), METRICS_PORT: port, WORKERS: workers,
    })
    const { ends, stderr } = await second.ended
    t.is(ends, 1)
    t.is(stderr, `Port ${port} is taken by another program. Stop it, or set another METRICS_PORT.\n`)
  }
  child.kill('SIGTERM')
  t.is((await ended).ends, 0)
})

/** A house on a queue and pool of its own whose numbers can be read. */
async function measured(scope: Scope) {
  const db = await testDatabase(scope, 'penuh')
  const database = openDatabase(db.appUrl, { poolSize: 1 })
  scope.teardown(() => database.close())
  const queue = createHashQueue({ slots: 1, maxWaiting: 5 })
  const hasher = createPasswordHasher({ queue })
  const metrics = createMetrics(database, hasher)
  return { db, database, queue, hasher, metrics, numbers: async () => numbersIn(await metrics.read()) }
}

test('sign-ins are counted by outcome, once they are committed', async (t) => {
  const { database, hasher, metrics, numbers } = await measured(t)
  const { issuer, db } = await openHouse(t, { template: 'penuh', overrides: { hasher, measures: metrics } })
  t.not(database, db.app)
  const { nip, password } = await demoPerson(db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const page = await jar.follow(`${issuer}/`)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  const type = (sandi: string) => post(jar, action, { ...hiddenFields(html), nip, sandi })
  const count = async (kind: string, outcome: string) =>
    (await numbers()).get(`satu_login_events_total{kind="${kind}",outcome="${outcome}"}`)

  t.is((await type('salah-sekali')).status, 400)
  t.is(await count('masuk.gagal', 'gagal'), 1)
  t.is(await count('masuk.berhasil', 'berhasil'), undefined)
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  t.is((await type(password)).status, 500)
  t.is(await count('masuk.berhasil', 'berhasil'), undefined, 'what was not written did not happen')
  await db.owner.knex.raw('GRANT INSERT ON audit_event TO satu_login_app')
  t.is((await type(password)).status, 303)
  t.is(await count('masuk.berhasil', 'berhasil'), 1)
  t.is(await count('masuk.gagal', 'gagal'), 1)
})

test('who waits for a hash or a connection is seen', async (t) => {
  const { database, queue, numbers } = await measured(t)
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>()
  const hashes = [1, 2, 3].map(() => queue.run(() => held))
  const { promise: inside, resolve: enter } = Promise.withResolvers<undefined>()
  const transaction = database.knex.transaction(() => {
    enter(undefined)
    return held
  })
  await inside
  const queries = [1, 2].map(() => database.query({ text: 'SELECT 1', values: [] }))
  const seen = await numbers()
  t.is(seen.get('satu_login_password_hashes_running'), 1)
  t.is(seen.get('satu_login_password_hashes_waiting'), 2)
  t.is(seen.get('satu_login_database_connections_used'), 1)
  t.is(seen.get('satu_login_database_connections_waiting'), 2)
  release(undefined)
  await Promise.all([...hashes, transaction, ...queries])
  const after = await numbers()
  t.is(after.get('satu_login_password_hashes_running'), 0)
  t.is(after.get('satu_login_database_connections_waiting'), 0)
  t.is(after.get('satu_login_database_connections_free'), 1)
})

test('whatever is typed, labels are words of closed lists', async (t) => {
  const { hasher, metrics } = await measured(t)
  const { issuer, db } = await openHouse(t, { template: 'penuh', overrides: { hasher, measures: metrics } })
  const { nip, password } = await demoPerson(db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const page = await jar.follow(`${issuer}/?cari=${nip}`)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  await post(jar, action, { ...hiddenFields(html), nip, sandi: 'salah-sekali' })
  await jar.follow(new URL((await post(jar, action, { ...hiddenFields(html), nip, sandi: password })).headers.get('location') ?? '', issuer))
  for (let round = 0; round < 50; round += 1) {
    await ask(issuer, { target: `/${nip}/${round}?x=${round}`, headers: { 'user-agent': `${nip}-${round}` } })
    await ask(issuer, { target: `/masuk/${nip}-${round}` })
    await ask(issuer, { target: `/oidc/auth?client_id=${nip}-${round}` })
    await ask(issuer, { target: `/oidc/auth/${nip}-${round}` })
    await ask(issuer, { target: '/', headers: { host: `${round}.test` } })
  }
  for (const method of ['PROPFIND', 'REPORT', 'LOCK']) await ask(issuer, { target: '/', method })
  const text = await metrics.read()
  const routes = new Set(['none', ...Object.keys(AUTHORIZATION).map((key) => key.split(' ')[1])])
  const labels: Record<string, (value: string) => boolean> = {
    route: (value) => routes.has(value), method: (value) => /^(GET|POST|other)$/.test(value),
    status: (value) => /^[1-5]\d\d$/.test(value), kind: (value) => /^[a-z]+\.[a-z-]+$/.test(value),
    outcome: (value) => /^(berhasil|gagal|ditolak)$/.test(value),
  }
  const ours = text.split('\n').filter((line) => line.startsWith('satu_login_'))
  t.true(ours.length > 50)
  for (const line of ours) {
    for (const [, name = '', value = ''] of line.matchAll(/(\w+)="([^"]*)"/g)) {
      if (name !== 'le') t.true(labels[name]?.(value), line)
    }
  }
  const seen = new Set([...text.matchAll(/satu_login_http_request_seconds_count\{([^}]*)\}/g)].map(([, found]) => found))
  t.true(seen.size > 5 && seen.size < 30, `${seen.size} series`)
  for (const word of [nip, nip.slice(0, 8), password, '127.0.0.1', '?', 'login.test']) t.false(text.includes(word), word)
})
