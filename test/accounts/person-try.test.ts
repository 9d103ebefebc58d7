import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { signInWithPassword } from '../../src/domain/accounts/login.service.ts'
import { rememberPerson } from '../../src/domain/accounts/throttle/known-browser.rules.ts'
import { takePersonTry } from '../../src/domain/accounts/throttle/person-try.queries.ts'
import { giveBack } from '../../src/domain/accounts/throttle/throttle.queries.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPerson, cheapHasher, loginOn } from './support.ts'

const NIP = '199001012015031001'

async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const { hasher, calls, hashed } = cheapHasher()
  const sub = await addPerson(db, { nip: NIP, passwordHash: hashed('kuda baterai stapler') })
  const guessPassword = () => perform(db.app, () =>
    signInWithPassword(loginOn(db, hasher, systemClock()), { nip: NIP, password: 'salah', clientId: 'skp' }))
  const take = () => takePersonTry(db.app, { pegawaiId: sub })
  return { db, sub, calls, guessPassword, take }
}

test('wrong passwords and tries at anything else are one count', async (t) => {
  const { take, guessPassword, calls } = await setUp(t)
  for (let count = 0; count < 4; count += 1) await guessPassword()
  for (let count = 0; count < 6; count += 1) t.true((await take()).boleh)
  const held = await take()
  t.false(held.boleh)
  t.true((held.waitSeconds ?? 0) > 800 && (held.waitSeconds ?? 0) <= 900)
  await guessPassword()
  t.is(calls.length, 4, 'nor is a password looked at')
})

test('what is given back makes room again, and the trail is told once a window', async (t) => {
  const { db, take } = await setUp(t)
  const tries = []
  for (let count = 0; count < 10; count += 1) tries.push(await take())
  t.deepEqual([(await take()).catat, (await take()).catat], [true, false])
  await db.app.query(giveBack(tries[3]?.counter ?? { siapa: '', peramban: Buffer.alloc(0), pada: '' }))
  t.true((await take()).boleh)
  t.false((await take()).boleh)
})

test('a browser that the person signed in from has tries of its own, until he gets a new password', async (t) => {
  const { db, sub, take } = await setUp(t)
  for (let count = 0; count < 10; count += 1) await take()
  const browser = rememberPerson(undefined, sub, { now: Math.floor(Date.now() / 1000), freshId: randomBytes(16) })
  const known = await takePersonTry(db.app, { pegawaiId: sub, browser })
  t.true(known.boleh && known.dikenal)
  await db.owner.knex('account').update({ password_changed_at: new Date(Date.now() + 5_000) })
  t.false((await takePersonTry(db.app, { pegawaiId: sub, browser })).boleh)
})

test('of twenty tries at the same time ten may be checked', async (t) => {
  const { db, take } = await setUp(t)
  const before = db.app.statements
  const tries = await Promise.all(Array.from({ length: 20 }, take))
  t.is(tries.filter(({ boleh }) => boleh).length, 10)
  t.is(db.app.statements - before, 20, 'one statement each')
})
