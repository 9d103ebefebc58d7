import { randomBytes } from 'node:crypto'
import test from 'ava'
import { ensureSigningKeys, keepSigningKeys, promoteKeys, stageKeys } from '../../src/domain/keys/index.ts'
import { openListener } from '../../src/kernel/db/listen/index.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { openStallingProxy } from '../db/support/stalling-proxy.ts'
import { testDatabase } from '../helpers/database.ts'
import { listening } from '../helpers/house.ts'
import type { Scope } from '../helpers/scope.ts'
import { until } from '../helpers/waiting.ts'

const clock = systemClock()
const seal = createSeal([{ id: 'a', key: randomBytes(32) }])

async function open(scope: Scope) {
  const db = await testDatabase(scope, 'kosong')
  await ensureSigningKeys(db.app, seal, clock)
  const proxy = await openStallingProxy(scope, db.appUrl)
  const listener = await listening(scope, proxy.url)
  const sets: string[][] = []
  const errors: unknown[] = []
  const first = await keepSigningKeys(
    { database: db.app, seal, clock, listener, onError: (error) => errors.push(error) },
    (keys) => sets.push(keys.map(({ kid }) => kid)),
  )
  return { db, proxy, sets, errors, first: first.map(({ kid }) => kid) }
}

test('a change is heard, also one that was made with psql', async (t) => {
  const { db, sets, first } = await open(t)
  const staged = await stageKeys(db.app, clock, seal)
  await until(() => sets.length > 0)
  t.deepEqual(sets[0]?.toSorted(), staged.map(({ kid }) => kid).sort())
  await db.owner.knex('signing_key').where({ state: 'next' }).update({ state: 'retired' })
  await until(() => sets.length > 1)
  t.deepEqual(sets[1], first)
})

test('keys are read again after the connection was away, for what was not heard', async (t) => {
  const { db, proxy, sets } = await open(t)
  proxy.cut()
  await until(() => proxy.refused > 0)
  await stageKeys(db.app, clock, seal)
  const promoted = await promoteKeys(db.app, clock, { force: true })
  t.deepEqual(sets, [], 'nobody told')
  proxy.mend()
  await until(() => sets.length > 0)
  t.deepEqual(sets[0]?.toSorted(), promoted.map(({ kid }) => kid).sort())
})

test('a process starts although it cannot listen yet, and reads again once it can', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await ensureSigningKeys(db.app, seal, clock)
  const proxy = await openStallingProxy(t, db.appUrl)
  proxy.cut()
  const listener = openListener(proxy.url, { onError: () => undefined })
  t.teardown(() => listener.close())
  const sets: number[] = []
  const first = await keepSigningKeys(
    { database: db.app, seal, clock, listener, onError: (error) => t.fail(String(error)) },
    (keys) => sets.push(keys.length),
  )
  t.is(first.length, 2)
  await stageKeys(db.app, clock, seal)
  t.deepEqual(sets, [], 'nobody told')
  proxy.mend()
  await until(() => sets.length > 0)
  t.deepEqual(sets, [4])
})

test('keys that cannot be opened are told and change nothing, and are read again', async (t) => {
  const { db, sets, errors } = await open(t)
  await stageKeys(db.app, clock, createSeal([{ id: 'stranger', key: randomBytes(32) }]))
  await until(() => errors.length > 0)
  t.deepEqual(sets, [])
  await db.owner.knex('signing_key').where({ state: 'next' }).delete()
  await stageKeys(db.app, clock, seal)
  await until(() => sets.length > 0)
  t.is(sets.at(-1)?.length, 4)
})
