import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { type LoginAttempt, signInWithPassword } from '../../src/domain/accounts/login.service.ts'
import { rememberPerson } from '../../src/domain/accounts/throttle/known-browser.rules.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { addPerson, cheapHasher, eventsOf, loginOn } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'

const RIGHT = 'kuda baterai stapler'
const nipOf = (n: number): string => `19900101201503${String(1000 + n)}`

/** Somebody whose password is right, another who keeps the house safe, and any number of numbers that nobody has. */
async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const { hasher, hashed } = cheapHasher()
  const sub = await addPerson(db, { nip: nipOf(0), passwordHash: hashed(RIGHT) })
  const guard = await addPerson(db, { nip: nipOf(999), passwordHash: hashed('lain sekali panjang') })
  await db.owner.knex('pegawai').where({ id: guard }).update({ email: 'jaga@contoh.test' })
  await db.owner.knex('pegawai').where({ id: sub }).update({ email: 'siti@contoh.test' })
  await db.owner.query({ text: `UPDATE pegawai SET email_sejak = now() - interval '30 days'`, values: [] })
  await db.owner.knex('product_role').insert({ pegawai_id: guard, role: 'keamanan', valid_from: '2020-01-01', given_by: 'operator' })
  const dependencies = loginOn(db, hasher, systemClock())
  const attempt = (n: number, password: string, more: Partial<LoginAttempt> = {}) => perform(db.app, () =>
    signInWithPassword(dependencies, { nip: nipOf(n), password, clientId: 'skp', ...more }))
  /** One after the other: `people` from `first`, each once. */
  const each = async (first: number, people: number, password: (n: number) => string, more: Partial<LoginAttempt> = {}) => {
    for (let n = first; n < first + people; n += 1) await attempt(n, password(n), more)
  }
  const signals = async () => (await eventsOf(db)).filter(({ kind }) => kind.startsWith('sinyal.'))
    .map(({ kind, stream, subject, data }) => ({ kind, stream, subject, data }))
  const letters = async () => (await db.owner.knex('surat_keluar').orderBy('created_at'))
    .map(({ template, data }: { template: string; data: Record<string, unknown> }) => ({ template, data }))
  return { db, sub, dependencies, attempt, each, signals, letters }
}

const satuSandi = (orang: number) => ({ kind: 'sinyal.satu-sandi', stream: 'perbuatan', subject: null, data: { orang } })
const banyakOrang = (orang: number, kantor: string | null = null) =>
  ({ kind: 'sinyal.banyak-orang', stream: 'perbuatan', subject: null, data: { orang, kantor } })

test('one wrong password for ten people is a signal, told once an hour, and to all of keamanan', async (t) => {
  const { db, each, signals, letters } = await setUp(t)
  await each(1, 9, () => 'Banten2026!')
  t.deepEqual(await signals(), [])
  await each(10, 1, () => 'Banten2026!', { network: '203.0.113.7' })
  t.deepEqual(await signals(), [satuSandi(10)])
  await each(11, 5, () => 'Banten2026!')
  t.is((await signals()).length, 1)
  const [letter, ...others] = await letters()
  t.deepEqual(others, [])
  t.is(letter?.template, 'sinyal')
  t.like(letter?.data, { jenis: 'satu-sandi', orang: 10, alamat: '203.0.113.7', kantor: '' })
  t.notRegex(JSON.stringify(letter), /Banten2026/)

  await db.owner.query({ text: `UPDATE tebakan_sandi SET dikabarkan_at = dikabarkan_at - interval '61 minutes'`, values: [] })
  await each(16, 1, () => 'Banten2026!')
  t.is((await signals()).length, 2)
})

test('the same typed again for the same people, or other passwords, are no signal; what is an hour old is none', async (t) => {
  const { db, each, signals } = await setUp(t)
  for (let times = 0; times < 3; times += 1) await each(1, 5, () => 'Banten2026!')
  await each(100, 15, (n) => `Sandi-${n}-panjang`)
  t.deepEqual(await signals(), [])
  await db.owner.query({
    text: `UPDATE tebakan_sandi SET kapan = ARRAY(SELECT t - interval '61 minutes' FROM unnest(kapan) AS t)`, values: [],
  })
  await each(6, 9, () => 'Banten2026!')
  t.deepEqual(await signals(), [], 'nine within the hour')
})

test('nobody learns a password from what is kept: a number of 32 bits, and of a right one nothing', async (t) => {
  const { db, attempt } = await setUp(t)
  t.true((await attempt(0, RIGHT)).ok)
  t.deepEqual(await db.owner.knex('tebakan_sandi'), [])
  await attempt(0, 'Banten2026!')
  const [row] = await db.owner.knex<{ sidik: number }>('tebakan_sandi')
  t.true(Number.isInteger(row?.sidik))
})

test('a right password that was guessed at many others is told to its owner', async (t) => {
  const { sub, attempt, each, signals, letters } = await setUp(t)
  await each(1, 8, () => RIGHT)
  await attempt(0, RIGHT)
  t.deepEqual(await signals(), [], 'eight others')
  await each(9, 1, () => RIGHT)
  t.true((await attempt(0, RIGHT)).ok)
  t.deepEqual(await signals(), [{ kind: 'sinyal.sandi-tertebak', stream: 'perbuatan', subject: sub, data: {} }])
  t.deepEqual((await letters()).map(({ template }) => template), ['sandi-tertebak'])
})

test('twenty people from one address are a signal; from a named office a hundred are', async (t) => {
  const { db, each, signals, letters } = await setUp(t)
  await db.owner.knex('jaringan_kantor').insert([
    { blok: '10.0.0.0/8', nama: 'Kantor Gubernur', dicatat_at: new Date() },
    { blok: '10.20.0.0/16', nama: 'Dinas Kesehatan', dicatat_at: new Date() },
  ])
  const typed = (n: number): string => `Sandi-${n}-panjang`
  await each(1, 19, typed, { network: '203.0.113.7' })
  await each(1, 19, typed, { network: '203.0.113.7' })
  await each(1, 99, typed, { network: '10.20.30.40' })
  await each(200, 30, typed, { network: undefined })
  t.deepEqual(await signals(), [])
  await each(20, 1, typed, { network: '203.0.113.7' })
  await each(100, 1, typed, { network: '10.20.30.40' })
  t.deepEqual(await signals(), [banyakOrang(20), banyakOrang(100, 'Dinas Kesehatan')])
  t.like((await letters())[1]?.data, { jenis: 'banyak-orang', orang: 100, alamat: '10.20.30.40', kantor: 'Dinas Kesehatan' })
})

test('whoever signs in from a browser that he is known in is part of no signal, and costs no statement more', async (t) => {
  const { db, sub, attempt } = await setUp(t)
  const browser = rememberPerson(undefined, sub, { now: Math.floor(Date.now() / 1000), freshId: randomBytes(16) })
  const cost = async (more: Partial<LoginAttempt>) => {
    const before = db.app.statements
    await attempt(0, RIGHT, { network: '203.0.113.7', ...more })
    return db.app.statements - before
  }
  t.is(await cost({ browser }), 2)
  t.deepEqual(await db.owner.knex('orang_alamat'), [])
  t.is(await cost({}), 3)
})

test('of ten at the same time one is told that it was too many', async (t) => {
  const { attempt, signals } = await setUp(t)
  await Promise.all(Array.from({ length: 10 }, (_, n) => attempt(n + 1, 'Banten2026!', { network: '203.0.113.7' })))
  t.deepEqual(await signals(), [satuSandi(10)])
})
