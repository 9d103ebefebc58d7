import test from 'ava'
import type { Database } from '../../src/kernel/db/database.ts'
import { addClient, approveClient, issueSecret, loadAplikasi, suspendClient } from '../../src/domain/clients/index.ts'
import { PLACEHOLDER_SECRET } from '../../src/domain/clients/secret.rules.ts'
import { testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import { clock, clockAt, eventsOf, redeems, rows, silenceAudit } from './support.ts'

/** Each test has a client of its own in one database, but for those that break something. */

const file = fileScope(test)
let app: Database
test.before(async () => {
  ({ app } = await testDatabase(file, 'kosong'))
  await loadAplikasi(app, clock)
})

const live = async (clientId: string, ...secrets: string[]) =>
  Promise.all(secrets.map((secret) => redeems(app, clientId, secret)))

async function issue(clientId: string, times: number): Promise<string[]> {
  const secrets: string[] = []
  for (let time = 0; time < times; time += 1) {
    secrets.push((await issueSecret(app, clock, clientId)).client_secret)
  }
  return secrets
}

test('a client of Table 1 has none, and neither the placeholder nor anything else redeems', async (t) => {
  t.deepEqual(await live('sms.bantenprov.go.id', PLACEHOLDER_SECRET, '', 'x'), [false, false, false])
})

test('256 bits, never the same twice', async (t) => {
  const secrets = await issue('skp.bantenprov.go.id', 3)
  t.is(new Set(secrets).size, 3)
  for (const secret of secrets) t.is(Buffer.from(secret, 'base64url').length, 32)
})

test('two live, a third revokes the oldest, a fourth the next', async (t) => {
  const id = 'simpeg.bantenprov.go.id'
  const [one = '', two = ''] = await issue(id, 2)
  t.deepEqual(await live(id, one, two), [true, true])
  const [third = ''] = await issue(id, 1)
  t.deepEqual(await live(id, one, two, third), [false, true, true])
  const [fourth = ''] = await issue(id, 1)
  t.deepEqual(await live(id, one, two, third, fourth), [false, false, true, true])
})

test('a secret is one client\'s own', async (t) => {
  const [secret = ''] = await issue('cloud.bantenprov.go.id', 1)
  t.deepEqual(await live('dev.bantenprov.go.id', secret), [false])
})

test('expired and revoked ones are not alive, and do not count towards two', async (t) => {
  const id = 'ppid.bantenprov.go.id'
  const [good = '', expired = ''] = await issue(id, 2)
  await rows(app, `UPDATE client_secret SET expires_at = $2 WHERE client_id = $1 AND urut =
    (SELECT max(urut) FROM client_secret WHERE client_id = $1)`, id, clock.now())
  t.deepEqual(await live(id, expired, good), [false, true])
  const [next = ''] = await issue(id, 1)
  t.deepEqual(await live(id, expired, good, next), [false, true, true])
})

test('the event names the new secret and the revoked one by their ids', async (t) => {
  const id = 'kpid.bantenprov.go.id'
  await issue(id, 3)
  const ids = (await rows<{ id: string }>(app, 'SELECT id FROM client_secret WHERE client_id = $1 ORDER BY urut', id))
    .map((row) => row.id)
  const told = (await eventsOf(app)).filter(({ client_id }) => client_id === id)
  t.deepEqual(told.map(({ kind, data }) => [kind, data]), [
    ['klien.rahasia-diterbitkan', { rahasia: ids[0], dicabut: [] }],
    ['klien.rahasia-diterbitkan', { rahasia: ids[1], dicabut: [] }],
    ['klien.rahasia-diterbitkan', { rahasia: ids[2], dicabut: [ids[0]] }],
  ])
})

test('of six issued at once two are alive', async (t) => {
  const id = 'lpse.bantenprov.go.id'
  const issued = await Promise.all(Array.from({ length: 6 }, () => issueSecret(app, clock, id)))
  const alive = await live(id, ...issued.map(({ client_secret }) => client_secret))
  t.is(alive.filter(Boolean).length, 2)
})

test('a foreign host gets none before a person has checked it', async (t) => {
  const id = 'simaya.go.id'
  await t.throwsAsync(issueSecret(app, clock, id),
    { name: 'OperatorError', message: 'simaya.go.id is menunggu and gets a secret once it is approved.' })
  await approveClient(app, clock, id)
  const [secret = ''] = await issue(id, 1)
  t.deepEqual(await live(id, secret), [true])
})

test('a suspended client can be given a new one before it comes back', async (t) => {
  const id = 'sipo.bantenprov.go.id'
  await suspendClient(app, clock, id, 'rahasia bocor')
  t.is((await issue(id, 1)).length, 1)
})

test('a client that proves itself without a secret gets none', async (t) => {
  const publicClient = {
    opd: '920600000000000', redirect_uris: ['https://hp.bantenprov.go.id/cb'], token_endpoint_auth_method: 'none',
  }
  await addClient(app, clock, publicClient, { demo: false })
  await t.throwsAsync(issueSecret(app, clock, 'hp.bantenprov.go.id'),
    { name: 'OperatorError', message: 'hp.bantenprov.go.id has no secret: it uses none.' })
})

test('an unknown client', async (t) => {
  await t.throwsAsync(issueSecret(app, clock, 'tidak.ada'),
    { name: 'OperatorError', message: 'There is no client tidak.ada. "client list" shows them all.' })
})

test('without its audit event no secret is issued and none revoked', async (t) => {
  const { app: silent, owner } = await testDatabase(t, 'kosong')
  await loadAplikasi(silent, clock)
  await issueSecret(silent, clock, 'skp.bantenprov.go.id')
  await issueSecret(silent, clockAt('2026-11-22T02:00:00Z'), 'skp.bantenprov.go.id')
  await silenceAudit(owner)
  await t.throwsAsync(issueSecret(silent, clock, 'skp.bantenprov.go.id'), { message: /permission denied/ })
  t.deepEqual(await rows(silent, 'SELECT count(*) AS n, count(revoked_at) AS revoked FROM client_secret'),
    [{ n: 2, revoked: 0 }])
})
