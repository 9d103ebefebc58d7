import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { createLogoutCourier } from '../../src/domain/sessions/pengiriman/courier.ts'
import type { Courier } from '../../src/kernel/jobs/courier.ts'
import type { Delivery, Outcome } from '../../src/domain/sessions/pengiriman/delivery.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { clockAt } from '../audit/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { guardArguments } from '../helpers/network.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { rowsOf, untilRows } from './support.ts'

const NOON = Date.parse('2026-11-22T05:00:00Z')
const ACCEPTED: Outcome = { result: 'delivered', receipt: 'accepted' }

/** So many deliveries that are due, over so many applications in turn. */
async function owe({ app }: TestDatabase, count: number, clients = 4): Promise<void> {
  const known = await app.knex('client').select<{ client_id: string }[]>('client_id').orderBy('client_id').limit(clients)
  await app.knex('pengiriman_logout').insert(Array.from({ length: count }, (_, index) => ({
    account_id: newId(), client_id: known[index % clients]?.client_id, sid: `s${index}`, sebab: 'keluar',
    created_at: new Date(NOON), next_at: new Date(NOON),
  })))
}

/** One node's courier on a pool of its own. */
function openCourier(
  scope: Scope, { appUrl }: TestDatabase, send: (delivery: Delivery) => Promise<Outcome>, at = NOON,
): Courier {
  const database = openDatabase(appUrl)
  const courier = createLogoutCourier({ database, clock: clockAt(new Date(at).toISOString()), send, onError: (error) => { throw error } })
  scope.teardown(async () => {
    await courier.stop()
    await database.close()
  })
  return courier
}

test('two nodes that are rung at once never send the same delivery twice, in 50 rounds', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const arrivals: string[] = []
  const base = await listen(t, (request, response) => {
    arrivals.push(request.url ?? '')
    response.end()
  })
  const outbound = createOutbound({ cidrs: ['127.0.0.0/8'] })
  const by = new Map<string, number>()
  const nodes = ['satu', 'dua'].map((node) => openCourier(t, db, async ({ id, attempts }) => {
    by.set(node, (by.get(node) ?? 0) + 1)
    await outbound(`${base}/${id}/${attempts}`, { method: 'POST' })
    return ACCEPTED
  }))
  for (let round = 0; round < 50; round += 1) {
    await owe(db, 8)
    await Promise.all(nodes.map((node) => node.ring()))
    await Promise.all(nodes.map((node) => node.idle()))
  }
  const rows = await rowsOf(db)
  t.is(rows.length, 400)
  t.true(rows.every(({ delivered_at, attempts }) => delivered_at !== null && attempts === 1))
  t.deepEqual(arrivals.sort(), rows.map(({ id }) => `/${id}/1`).sort())
  t.true(nodes.length === 2 && by.size === 2, `both nodes took part: ${JSON.stringify([...by])}`)
})

test('a killed node loses nothing: when its lease is over another one takes its deliveries over', async (t) => {
  const db = await testDatabase(t, 'penuh')
  await owe(db, 3)
  await db.app.knex('pengiriman_logout').update({ next_at: new Date() })
  const node = fileURLToPath(new URL('node.ts', import.meta.url))
  const child = spawn(process.execPath, [...guardArguments, node, db.appUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.split('holding').length > 3) break
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  const held = await rowsOf(db)
  t.true(held.every(({ attempts, lease_until }) => attempts === 1 && lease_until !== null))
  const lease = Math.max(...held.map(({ lease_until }) => lease_until?.getTime() ?? 0))

  const sent: Delivery[] = []
  const send = (delivery: Delivery) => {
    sent.push(delivery)
    return Promise.resolve(ACCEPTED)
  }
  await openCourier(t, db, send, Math.min(...held.map(({ lease_until }) => lease_until?.getTime() ?? 0)) - 1).ring()
  t.deepEqual(sent, [], 'the lease holds to its end')
  const heir = openCourier(t, db, send, lease)
  await heir.ring()
  await heir.idle()
  t.deepEqual(sent.map(({ id, attempts }) => [id, attempts]).sort(), held.map(({ id }) => [id, 2]).sort())
  t.true((await rowsOf(db)).every(({ delivered_at }) => delivered_at !== null))
})

test('an attempt that outlived its lease has no word any more', async (t) => {
  const db = await testDatabase(t, 'penuh')
  await owe(db, 1)
  const late = Promise.withResolvers<Outcome>()
  const slow = openCourier(t, db, () => late.promise)
  await slow.ring()
  const quick = openCourier(t, db, () => Promise.resolve({ result: 'refused', receipt: 'it answered 500' }), NOON + 30_000)
  await quick.ring()
  await quick.idle()
  const after = await rowsOf(db)
  late.resolve(ACCEPTED)
  await slow.idle()
  t.deepEqual(await rowsOf(db), after)
  t.deepEqual(after.map(({ attempts, receipt, delivered_at }) => [attempts, receipt, delivered_at]), [[2, 'it answered 500', null]])
})

test('an application that hangs keeps at most eight places, and the others are told meanwhile', async (t) => {
  const db = await testDatabase(t, 'penuh')
  await owe(db, 100, 1)
  await owe(db, 40, 4)
  const [hanging] = (await rowsOf(db)).map(({ client_id }) => client_id)
  const release = Promise.withResolvers<undefined>()
  let waiting = 0
  const courier = openCourier(t, db, async ({ clientId }) => {
    if (clientId === hanging) {
      waiting += 1
      await release.promise
    }
    return ACCEPTED
  })
  await courier.ring()
  const rows = await untilRows(db, (all) => all.every(({ client_id, delivered_at }) => client_id === hanging || delivered_at))
  t.is(rows.filter(({ delivered_at }) => delivered_at !== null).length, 30)
  t.is(waiting, 8)
  release.resolve(undefined)
  await courier.idle()
  t.true((await rowsOf(db)).every(({ delivered_at, attempts }) => delivered_at !== null && attempts === 1))
})

test('ten and more are under way at once, and a node that stops begins nothing and waits for what it began', async (t) => {
  const db = await testDatabase(t, 'penuh')
  await owe(db, 60, 20)
  const release = Promise.withResolvers<undefined>()
  const enough = Promise.withResolvers<undefined>()
  let begun = 0
  const courier = openCourier(t, db, async () => {
    begun += 1
    if (begun === 32) enough.resolve(undefined)
    await release.promise
    return ACCEPTED
  })
  await courier.ring()
  await enough.promise
  const stopped = courier.stop()
  release.resolve(undefined)
  await stopped
  t.is(begun, 32)
  t.is((await rowsOf(db)).filter(({ delivered_at }) => delivered_at !== null).length, 32)
  t.is((await rowsOf(db)).filter(({ attempts }) => attempts === 0).length, 28)
})
