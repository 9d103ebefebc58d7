import test from 'ava'
import { createLogoutCourier } from '../../src/domain/sessions/pengiriman/courier.ts'
import type { Delivery, Outcome } from '../../src/domain/sessions/pengiriman/delivery.ts'
import { claimDeliveries } from '../../src/domain/sessions/pengiriman/pengiriman.queries.ts'
import { type Receipt, selectReceipts } from '../../src/domain/sessions/pengiriman/receipts.queries.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { clockAt } from '../audit/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const NOON = Date.parse('2026-11-22T05:00:00Z')
const SKP = 'skp.bantenprov.go.id'
const GRK = 'bappeda.bantenprov.go.id'
const instant = (seconds: number): Date => new Date(NOON + seconds * 1000)
const silent = { pause: () => Promise.resolve() }

async function owe({ app }: TestDatabase, account_id: string, client_id: string, seconds = 0): Promise<void> {
  await app.knex('pengiriman_logout').insert({
    account_id, client_id, sid: newId(), sebab: 'berhenti', created_at: instant(seconds), next_at: instant(seconds),
  })
}

/** One round of a courier at a moment, until nothing is under way. */
async function deliver({ app }: TestDatabase, seconds: number, send: (delivery: Delivery) => Promise<Outcome>): Promise<void> {
  const courier = createLogoutCourier({
    database: app, clock: clockAt(instant(seconds).toISOString()), send, onError: (error) => { throw error },
  })
  await courier.ring()
  await courier.idle()
}

const receiptsOf = ({ app }: TestDatabase, sub: string, most = 100): Promise<Receipt[]> =>
  app.query<Receipt>(selectReceipts(sub, most))

const refused: Outcome = { result: 'refused', receipt: 'it answered 503' }
const accepted: Outcome = { result: 'delivered', receipt: 'accepted' }

test('each attempt is on record: when, how long, what it came to; and how long it was until the application knew', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const [sub, other] = [newId(), newId()]
  await owe(db, sub, SKP)
  await owe(db, sub, GRK)
  await owe(db, other, SKP)
  await deliver(db, 1, ({ clientId }) => Promise.resolve(clientId === SKP ? accepted : refused))
  await deliver(db, 11, () => Promise.resolve(refused))
  const receipts = await receiptsOf(db, sub)
  t.deepEqual(receipts.toSorted((a, b) => a.clientId.localeCompare(b.clientId)).map(({ clientId, state, sebab, afterMs, nextAt, attempts }) =>
    [clientId, state, sebab, afterMs, nextAt, attempts.map(({ ke, mulai, receipt }) => [ke, new Date(mulai), receipt])]), [
    [GRK, 'waiting', 'berhenti', null, instant(71), [[1, instant(1), 'it answered 503'], [2, instant(11), 'it answered 503']]],
    [SKP, 'delivered', 'berhenti', 1_000, null, [[1, instant(1), 'accepted']]],
  ])
  t.true(receipts.every(({ nama, clientId, attempts }) => nama !== clientId && attempts.every(({ lamaMs }) => lamaMs !== null)))
  t.is((await receiptsOf(db, other)).length, 1)
  t.is((await receiptsOf(db, sub, 1)).length, 1)
})

test('an application that never answers is given up, and the receipt says after how long', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sub = newId()
  await owe(db, sub, SKP)
  const moments = [0, 10, 60, 300, 1_800, 7_200, 43_200].map((_, index, all) =>
    all.slice(0, index + 1).reduce((sum, one) => sum + one, 0))
  for (const moment of moments) await deliver(db, moment, () => Promise.resolve(refused))
  const [receipt] = await receiptsOf(db, sub)
  t.is(receipt?.state, 'given-up')
  t.is(receipt?.afterMs, (moments.at(-1) ?? 0) * 1_000)
  t.is(receipt?.attempts.length, 7)
})

test('an attempt whose node died is on record without an end, and the next one beside it', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sub = newId()
  await owe(db, sub, SKP)
  const dead = createLogoutCourier({
    database: db.app, clock: clockAt(instant(0).toISOString()), send: () => new Promise(() => undefined),
    onError: (error) => { throw error },
  })
  await dead.ring()
  await deliver(db, 29.9, () => Promise.resolve(accepted))
  t.deepEqual((await receiptsOf(db, sub)).map(({ state }) => state), ['waiting'], 'the lease holds for 30 s')
  await deliver(db, 30, () => Promise.resolve(accepted))
  const [receipt] = await receiptsOf(db, sub)
  t.deepEqual(receipt?.attempts.map(({ ke, receipt: words, lamaMs }) => [ke, words, lamaMs === null]),
    [[1, null, true], [2, 'accepted', false]])
  t.is(receipt?.state, 'delivered')
})

test('an attempt that was overtaken keeps its own receipt and changes nothing else', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sub = newId()
  await owe(db, sub, SKP)
  const late = Promise.withResolvers<Outcome>()
  const slow = createLogoutCourier({
    database: db.app, clock: clockAt(instant(0).toISOString()), send: () => late.promise, onError: (error) => { throw error },
  })
  await slow.ring()
  await deliver(db, 31, () => Promise.resolve(refused))
  late.resolve(accepted)
  await slow.idle()
  const [receipt] = await receiptsOf(db, sub)
  t.deepEqual(receipt?.attempts.map(({ receipt: words }) => words), ['accepted', 'it answered 503'])
  t.is(receipt?.state, 'waiting')
})

test('applications come in turns: thirty-two places are not taken by those that hang', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const known = await db.app.knex('client').orderBy('client_id').limit(40).pluck<string[]>('client_id')
  const hanging = new Set(known.slice(0, 5))
  // Whoever hangs was owed first, and much more.
  for (const client of hanging) for (let row = 0; row < 20; row += 1) await owe(db, newId(), client, -60)
  for (const client of known.slice(5)) for (let row = 0; row < 4; row += 1) await owe(db, newId(), client)
  const held = Promise.withResolvers<Outcome>()
  let [holding, most] = [0, 0]
  const courier = createLogoutCourier({
    database: db.app, clock: clockAt(instant(1).toISOString()), onError: (error) => { throw error },
    async send({ clientId }) {
      if (!hanging.has(clientId)) return accepted
      holding += 1
      return held.promise
    },
  })
  await courier.ring()
  for (;;) {
    const waiting = await db.app.knex('pengiriman_logout').whereNotIn('client_id', [...hanging]).whereNull('delivered_at')
    if (waiting.length > 100) most = Math.max(most, holding)
    if (waiting.length === 0) break
  }
  t.true(most <= 10, `${most} places were held by five that hang while others waited`)
  held.resolve(refused)
  await courier.idle()
})

test('receipts go with their delivery, thirty days after it began', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const sub = newId()
  await owe(db, sub, SKP)
  await owe(db, sub, GRK, 3_600)
  await deliver(db, 3_601, () => Promise.resolve(accepted))
  await purgeExpired(db.app, clockAt(instant(30 * 86_400).toISOString()), silent)
  t.is((await receiptsOf(db, sub)).length, 2)
  await purgeExpired(db.app, clockAt(instant(30 * 86_400 + 60).toISOString()), silent)
  t.deepEqual((await receiptsOf(db, sub)).map(({ clientId }) => clientId), [GRK])
  t.is((await db.app.knex('pengiriman_percobaan')).length, 1)
})

interface PlanNode { 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; 'Plans'?: PlanNode[] }

/** Rows that the parts of a plan had in hand. */
const rowsIn = (node: PlanNode): number =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
  + (node.Plans ?? []).reduce((sum, part) => sum + rowsIn(part), 0)

test('finding what is due costs as much when thousands wait as when some do, also before the table was analysed', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const known = await db.app.knex('client').orderBy('client_id').limit(40).pluck<string[]>('client_id')
  const { text, values } = claimDeliveries(instant(1), instant(31), { deliveries: 32, perClient: 8 })
  const work: number[] = []
  for (const more of [20, 100]) {
    await db.app.knex.batchInsert('pengiriman_logout', Array.from({ length: more * known.length }, (_, index) => ({
      account_id: newId(), client_id: known[index % known.length], sid: newId(), sebab: 'berhenti', created_at: instant(0),
      next_at: instant(0),
    })), 500)
    const [row] = await db.app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
      text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values, prepared: false,
    })
    if (!row) throw new Error('no plan')
    work.push(rowsIn(row['QUERY PLAN'][0].Plan))
    // The analysis has really claimed them.
    await db.app.knex('pengiriman_logout').update({ lease_until: null, attempts: 0 })
    await db.app.knex('pengiriman_percobaan').del()
  }
  const [some = 0, thousands = Infinity] = work
  t.true(some > 32)
  t.true(thousands < 1.5 * some, `${some} rows, then ${thousands}`)
})
