import test from 'ava'
import { loadAplikasi } from '../../src/domain/clients/index.ts'
import { createKnownClients } from '../../src/domain/clients/known-clients.service.ts'
import { PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import { createPolicy } from '../../src/domain/mfa/kebijakan/policy.service.ts'
import { openListener } from '../../src/kernel/db/listen/index.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { counting } from '../helpers/counting.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { cutListeners } from '../helpers/listeners.ts'
import type { Scope } from '../helpers/scope.ts'
import { until } from '../helpers/waiting.ts'
import { personOf, putRule } from './support.ts'

const SKP = 'skp.bantenprov.go.id'
const clock = systemClock()

/** A policy of a node, what it costs, and a way to wait until it has heard the news. */
async function openPolicy(scope: Scope, db: TestDatabase) {
  const listener = openListener(db.appUrl, { onError: () => undefined })
  scope.teardown(() => listener.close())
  let news = 0
  listener.on('satu_login_kebijakan', () => { news += 1 })
  listener.on('satu_login_klien', () => { news += 1 })
  await listener.ready
  const pool = counting(db.app)
  const clients = createKnownClients(pool.database, listener, clock)
  const demandFor = createPolicy({ database: pool.database, listener, clock, findClient: (id) => clients.find(id) })
  return {
    listener,
    ask: () => pool.measure(() => demandFor(personOf(), SKP, '10.0.0.1')),
    /** Does it and waits until every node would know. */
    toldOf: async (work: () => Promise<unknown>): Promise<void> => {
      const before = news
      await work()
      await until(() => news > before)
    },
  }
}

test('a changed rule counts at the next request, and asking costs no statement', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await loadAplikasi(db.app, clock)
  await db.owner.query({ text: 'DELETE FROM kebijakan', values: [] })
  const { ask, toldOf } = await openPolicy(t, db)
  t.deepEqual((await ask()).result, PASSWORD_DEMAND)
  const again = await ask()
  t.deepEqual([again.result, again.cost], [PASSWORD_DEMAND, { statements: 0, commits: 0 }])

  await toldOf(() => putRule(db, { ke: { klien: [SKP] } }))
  t.like((await ask()).result, { acr: 'urn:bantenprov:acr:mfa', aturan: ['aturan-uji'] })
  await toldOf(() => putRule(db, { tuntutan: 'tahan-phishing' }))
  t.like((await ask()).result, { acr: 'urn:bantenprov:acr:tahan-phishing', tahanPhishing: true })
  t.is((await ask()).cost.statements, 0)
})

test('the marks of an application count at the next request', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await loadAplikasi(db.app, clock)
  await db.owner.query({ text: 'DELETE FROM kebijakan', values: [] })
  const { ask, toldOf } = await openPolicy(t, db)
  await putRule(db, { id: 'berisiko', ke: { berisiko: true } })
  await toldOf(() => putRule(db, { id: 'kelompok', ke: { kelompok: ['keuangan'] } }))
  t.deepEqual((await ask()).result.aturan, [])
  const mark = (column: string, value: unknown) => db.app.query({
    text: `UPDATE client SET ${column} = $2 WHERE client_id = $1`, values: [SKP, value],
  })
  await toldOf(() => mark('kelompok', 'keuangan'))
  t.like((await ask()).result, { aturan: ['kelompok'], perangkatTepercaya: true })
  await toldOf(() => mark('berisiko', true))
  t.like((await ask()).result, { aturan: ['berisiko', 'kelompok'], perangkatTepercaya: false })
})

test('a node that hears nothing asks the database, and one that cannot read a rule lets nobody in', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.owner.query({ text: 'DELETE FROM kebijakan', values: [] })
  const { ask, listener } = await openPolicy(t, db)
  t.deepEqual((await ask()).result.aturan, [])
  await listener.close()
  await cutListeners(db)
  await putRule(db)
  t.deepEqual((await ask()).result.aturan, ['aturan-uji'])
  await db.owner.query({ text: `UPDATE kebijakan SET isi = isi || '{"tuntutan":"apa saja"}'`, values: [] })
  await t.throwsAsync(ask, { name: 'ZodError' })
})
