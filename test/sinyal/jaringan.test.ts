import test, { type ExecutionContext } from 'ava'
import { createNoteNetwork } from '../../src/domain/accounts/sinyal/jaringan.service.ts'
import { createFindVisitor } from '../../src/domain/accounts/visitor.service.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { addPerson, cheapHasher, eventsOf } from '../accounts/support.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { heard, listening, openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { until } from '../helpers/waiting.ts'

const NIP = '199001012015031001'
const clock = systemClock()

async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'x' })
  const noteNetwork = createNoteNetwork({ database: db.app, clock })
  const person = async () => {
    const found = await findPersonToday(db.app, sub, clock.today())
    if (!found) throw new Error('nobody is here')
    return found
  }
  /** @returns how many statements it cost */
  const from = async (address: string, known?: readonly string[]): Promise<number> => {
    const somebody = known === undefined ? await person() : { id: sub, jaringan: known }
    const before = db.app.statements
    await perform(db.app, () => noteNetwork(somebody, address))
    return db.app.statements - before
  }
  const signals = async () => (await eventsOf(db)).map(({ kind, stream, actor, subject, data }) => ({ kind, stream, actor, subject, data }))
  return { db, sub, person, from, signals }
}

test('a network is a signal when it is new to somebody who had one, and once', async (t) => {
  const { sub, person, from, signals } = await setUp(t)
  await from('203.0.113.7')
  await from('203.0.99.1')
  await from('')
  t.deepEqual(await signals(), [], 'the first one, the same provider, no address')
  await from('2001:db8::1')
  await from('2001:db8:9::1')
  t.deepEqual(await signals(), [{
    kind: 'sinyal.jaringan-baru', stream: 'masuk', actor: `pegawai:${sub}`, subject: sub, data: { jaringan: '2001:db8::/32' },
  }])
  t.deepEqual((await person()).jaringan.toSorted(), ['2001:db8::/32', '203.0.0.0/16'])
})

test('of ten sign-ins at the same time one tells of it', async (t) => {
  const { from, signals } = await setUp(t)
  await from('203.0.113.7')
  await Promise.all(Array.from({ length: 10 }, () => from('198.51.100.1', ['203.0.0.0/16'])))
  t.is((await signals()).length, 1)
})

test('every node hears of a new network, and of none that was only used', async (t) => {
  const { db, sub, from } = await setUp(t)
  const listener = await listening(t, db.appUrl)
  await until(() => listener.fresh())
  const find = createFindVisitor(db.app, listener, clock)
  const networks = async () => {
    await heard(db)
    const before = db.app.statements
    const { jaringan = [] } = await find(sub) ?? {}
    return { jaringan: jaringan.toSorted(), read: db.app.statements - before }
  }
  await from('203.0.113.7')
  t.deepEqual(await networks(), { jaringan: ['203.0.0.0/16'], read: 2 })
  await db.owner.query({ text: `UPDATE jaringan_pegawai SET terakhir = terakhir - interval '2 days'`, values: [] })
  t.is(await from('203.0.113.7', ['203.0.0.0/16']), 1)
  const [row] = await db.owner.knex<{ terakhir: Date }>('jaringan_pegawai')
  t.true(row && row.terakhir > new Date(Date.now() - 60_000))
  t.like(await networks(), { jaringan: ['203.0.0.0/16'], read: 1 })
  await from('198.51.100.1')
  t.like(await networks(), { jaringan: ['198.51.0.0/16', '203.0.0.0/16'] })
})

test('a network is forgotten after ninety days', async (t) => {
  const { db, person, from } = await setUp(t)
  await from('203.0.113.7')
  await from('198.51.100.1')
  await db.owner.query({
    text: `UPDATE jaringan_pegawai SET terakhir = now() - interval '91 days' WHERE jaringan = '203.0.0.0/16'`, values: [],
  })
  await purgeExpired(db.app, clock)
  t.deepEqual((await person()).jaringan, ['198.51.0.0/16'])
})

test('a sign-in that ends keeps its network; one that stops at a wrong password keeps none', async (t) => {
  const { hasher, hashed } = cheapHasher()
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  const sub = await addPerson(db, { nip: NIP, passwordHash: hashed('kuda baterai stapler') })
  await typePassword(cookieJar(), issuer, { nip: NIP, password: 'salah' })
  t.deepEqual(await db.owner.knex('jaringan_pegawai'), [])
  await typePassword(cookieJar(), issuer, { nip: NIP, password: 'kuda baterai stapler' })
  t.deepEqual((await db.owner.knex<{ pegawai_id: string }>('jaringan_pegawai')).map(({ pegawai_id: id }) => id), [sub])
})
