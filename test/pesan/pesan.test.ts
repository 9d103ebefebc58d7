import { randomBytes } from 'node:crypto'
import test from 'ava'
import { contactsOf, messagePerson, type MessageResult, type PersonMessage, rememberWays } from '../../src/domain/accounts/pesan/index.ts'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { addPerson } from './support.ts'

const AT = new Date('2026-11-28T05:00:00Z')
const BOTH = { email: 'siti@bkd.test', no_hp: '+6281234567890' }

const say = (database: Database, pegawaiId: string, more: Partial<PersonMessage> = {}): Promise<MessageResult> =>
  database.knex.transaction((trx) => messagePerson(trx, { pegawaiId, template: 'uji', at: AT, ...more }))
interface Row { saluran: string; kepada: string; lain: unknown; bahasa: string; data: object; rahasia_sealed: string | null }
const owed = ({ owner }: TestDatabase): Promise<Row[]> =>
  owner.query<Row>({ text: 'SELECT * FROM surat_keluar ORDER BY created_at, saluran', values: [] })

test('a letter goes by e-mail first and a code by SMS; the other way is kept for when that fails', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  t.deepEqual(await say(db.app, pegawaiId), { hasil: 'dikirim', tujuan: [{ saluran: 'email', mask: 's***@bkd.test' }] })
  t.deepEqual(await say(db.app, pegawaiId, { sebagai: 'kode' }), { hasil: 'dikirim', tujuan: [{ saluran: 'sms', mask: '***890' }] })
  const [letter, code] = await owed(db)
  t.like(letter, { saluran: 'email', kepada: BOTH.email, lain: [{ saluran: 'sms', kepada: BOTH.no_hp }], bahasa: 'id' })
  t.like(code, { saluran: 'sms', kepada: BOTH.no_hp, lain: [{ saluran: 'email', kepada: BOTH.email }] })
})

test('his own order and language go before', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  await db.owner.knex('account').insert({ pegawai_id: pegawaiId, password_hash: 'x', bahasa: 'en', saluran_utama: 'email' })
  await say(db.app, pegawaiId, { sebagai: 'kode' })
  await say(db.app, pegawaiId, { bahasa: 'id', lewat: ['sms'] })
  const [first, second] = await owed(db)
  t.like(first, { saluran: 'email', bahasa: 'en' })
  t.like(second, { saluran: 'sms', bahasa: 'id', lain: [] })
})

test('an instance without a gateway sends no SMS, and says so', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [both, phone] = [await addPerson(db, BOTH), await addPerson(db, { no_hp: BOTH.no_hp })]
  await rememberWays(db.app, ['sms', 'email'])
  await rememberWays(db.app, ['email'])
  t.like(await contactsOf(db.app, both, AT), { noHp: BOTH.no_hp, usable: ['email'] })
  t.deepEqual(await say(db.app, both, { sebagai: 'kode' }), { hasil: 'dikirim', tujuan: [{ saluran: 'email', mask: 's***@bkd.test' }] })
  t.deepEqual(await say(db.app, phone, { sebagai: 'kode' }), { hasil: 'tanpa-kontak' })
  await rememberWays(db.app, [])
  t.deepEqual(await say(db.app, both), { hasil: 'tanpa-kontak' })
})

test('what opens something is sealed', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
  await say(db.app, pegawaiId, { data: { menit: 10 }, rahasia: { isi: { kode: '483920' }, seal } })
  const [row] = await owed(db)
  t.deepEqual(row?.data, { menit: 10 })
  t.false(JSON.stringify(row).includes('483920'))
  t.regex(row?.rahasia_sealed ?? '', /^v1\.uji\./)
})

test('five an hour, however many ask on two nodes at the same time; then one is told how long', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const [pegawaiId, bystander] = [await addPerson(db, BOTH), await addPerson(db, BOTH)]
  const results = await Promise.all(Array.from({ length: 20 }, (_, n) => say(n % 2 === 0 ? db.app : other, pegawaiId)))
  t.is(results.filter(({ hasil }) => hasil === 'dikirim').length, 5)
  t.is((await owed(db)).length, 5)
  for (const result of results) {
    if (result.hasil === 'batas') t.true(result.waitSeconds > 3500 && result.waitSeconds <= 3600)
  }
  t.is((await say(db.app, bystander)).hasil, 'dikirim', 'it is one person\'s hour')
  await db.owner.query({ text: `UPDATE pesan_per_orang SET kapan[1] = kapan[1] - interval '1 hour'`, values: [] })
  t.is((await say(db.app, pegawaiId)).hasil, 'dikirim', 'the first of them left the hour')
  t.is((await say(db.app, pegawaiId)).hasil, 'batas')
})

test('a transaction that is undone owes nothing and uses no place', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  for (let round = 0; round < 6; round += 1) {
    await t.throwsAsync(db.app.knex.transaction(async (trx) => {
      await messagePerson(trx, { pegawaiId, template: 'uji', at: AT })
      throw new Error('undone')
    }), { message: 'undone' })
  }
  t.is((await say(db.app, pegawaiId)).hasil, 'dikirim')
  t.is((await owed(db)).length, 1)
})

test('what bears one key is told once, and uses one place', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [pegawaiId, other] = [await addPerson(db, BOTH), await addPerson(db, BOTH)]
  const results = await Promise.all(Array.from({ length: 8 }, () => say(db.app, pegawaiId, { dedupKey: 'ajakan 1' })))
  t.deepEqual(results.map(({ hasil }) => hasil).toSorted(), ['dikirim', ...Array<string>(7).fill('sudah')])
  t.is((await say(db.app, other, { dedupKey: 'ajakan 1' })).hasil, 'dikirim')
  for (let n = 0; n < 4; n += 1) t.is((await say(db.app, pegawaiId)).hasil, 'dikirim')
  t.is((await say(db.app, pegawaiId)).hasil, 'batas')
})

test('a notice goes to every contact, also when somebody used the places up before', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  for (let n = 0; n < 6; n += 1) await say(db.app, pegawaiId)
  const told = await say(db.app, pegawaiId, { saluran: 'semua', dedupKey: 'sandi 1' })
  t.deepEqual(told.hasil === 'dikirim' && told.tujuan.map(({ saluran }) => saluran), ['email', 'sms'])
  t.deepEqual((await owed(db)).slice(-2).map(({ saluran, lain }) => [saluran, lain]), [['email', []], ['sms', []]])
  t.is((await say(db.app, pegawaiId, { saluran: 'semua', dedupKey: 'sandi 1' })).hasil, 'sudah')
})

test('a contact that changed yesterday gets nothing for seven days, by whatever statement it changed', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  await db.app.query({ text: `UPDATE pegawai SET no_hp = '+6281111111111' WHERE id = $1`, values: [pegawaiId] })
  const now = new Date()
  const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
  t.deepEqual(await contactsOf(db.app, pegawaiId, now), { email: BOTH.email, noHp: '+6281111111111', usable: ['email'] })
  t.deepEqual((await contactsOf(db.app, pegawaiId, later(6.9))).usable, ['email'])
  t.deepEqual((await contactsOf(db.app, pegawaiId, later(7.1))).usable, ['email', 'sms'])
  await say(db.app, pegawaiId, { sebagai: 'kode', at: now })
  t.like((await owed(db))[0], { saluran: 'email', lain: [] })
  await db.app.query({ text: `UPDATE pegawai SET email = 'lain@bkd.test' WHERE id = $1`, values: [pegawaiId] })
  t.deepEqual(await say(db.app, pegawaiId, { at: now }), { hasil: 'tanpa-kontak' })
})

test('writing the same contact again does not make it new', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db, BOTH)
  await db.app.query({ text: 'UPDATE pegawai SET no_hp = no_hp, email = email, nama = $2 WHERE id = $1', values: [pegawaiId, 'Lain'] })
  t.deepEqual((await contactsOf(db.app, pegawaiId, AT)).usable, ['email', 'sms'])
})

test('no SMS goes to a line in the office, abroad, or nowhere', async (t) => {
  const db = await testDatabase(t, 'kosong')
  for (const no_hp of ['+62254200123', '+6561234567', '12']) {
    const pegawaiId = await addPerson(db, { no_hp })
    t.like(await contactsOf(db.app, pegawaiId, AT), { noHp: no_hp, usable: [] })
    t.deepEqual(await say(db.app, pegawaiId), { hasil: 'tanpa-kontak' })
  }
  t.deepEqual(await contactsOf(db.app, '00000000-0000-4000-8000-000000000000', AT), { usable: [] })
})
