import { randomUUID } from 'node:crypto'
import test from 'ava'
import { activateAccount } from '../../src/domain/accounts/activate.service.ts'
import type { CommonPasswords } from '../../src/domain/accounts/common-passwords.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { testDatabase, type TestDatabase } from '../helpers/database.ts'
import { clockAt } from '../audit/support.ts'
import { addPerson, cheapHasher, eventsOf, type Somebody } from './support.ts'

const NIP = '199001012015031001'
const GOOD = 'kuda baterai stapler'
const clock = clockAt('2026-11-22T05:00:00Z')
const common: CommonPasswords = { entries: 1, observed: 1, has: (text) => text === 'bantenhebat' }

const activate = (db: TestDatabase, nip: string, password: string) => {
  const { hasher, calls } = cheapHasher()
  return { calls, done: activateAccount({ database: db.app, hasher, common, clock }, { nip, password }) }
}

const account = (db: TestDatabase) => db.owner.knex<{ password_hash: string; activated_at: Date; password_changed_at: Date }>('account').first()

for (const keadaan of ['aktif', 'terbatas'] as const) {
  test(`somebody ${keadaan} is activated, with one hash and one event`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const sub = await addPerson(db, { nip: NIP, keadaan })
    // As an operator copies it from a letter.
    const { calls, done } = activate(db, '19900101 201503 1 001', GOOD)
    t.deepEqual(await done, { sub })
    t.deepEqual(calls, ['hash'])
    t.is((await account(db))?.password_hash, cheapHasher().hashed(GOOD))
    t.deepEqual(await eventsOf(db), [{
      kind: 'akun.diaktifkan', stream: 'perbuatan', actor: 'operator', subject: sub, client_id: null,
      outcome: 'berhasil', data: {},
    }])
  })
}

test('activating again replaces the password and keeps the day of the first time', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP })
  await activate(db, NIP, GOOD).done
  const first = await account(db)
  await activate(db, NIP, `${GOOD} dua`).done
  const second = await account(db)
  t.is(second?.password_hash, cheapHasher().hashed(`${GOOD} dua`))
  t.deepEqual(second?.activated_at, first?.activated_at)
  t.true((second?.password_changed_at ?? 0) > (first?.password_changed_at ?? 0))
})

test('the password is kept in its one form', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP })
  await activate(db, NIP, 'ﬁnal kata sandi').done
  t.is((await account(db))?.password_hash, cheapHasher().hashed('final kata sandi'))
})

const REFUSALS: [name: string, person: Omit<Somebody, 'nip'> | undefined, password: string, sentence: RegExp][] = [
  ['nobody', undefined, GOOD, /^Nobody has this NIP at present/],
  ['somebody beku', { keadaan: 'beku' }, GOOD, /^This person's state is beku/],
  ['somebody who is still calon', { keadaan: 'calon' }, GOOD, /^This person's state is calon/],
  ['somebody who left', { keadaan: 'tutup' }, GOOD, /^This person's state is tutup/],
  ['somebody who retired today', { tmtPensiun: '2026-11-22' }, GOOD, /^This person's state is beku/],
  ['a short password', {}, 'tujuh77', /at least 8 characters/],
  ['a long password', {}, 'x'.repeat(257), /at most 256 characters/],
  ['an empty password', {}, '', /at least 8 characters/],
  ['half a character', {}, `${GOOD}\ud800`, /not readable text/],
  ['a common password', {}, 'bantenhebat', /list of common passwords/],
  ['a password with the NIP', {}, `saya ${NIP}`, /must not contain the NIP/],
  ['a password with the birth date', {}, 'lahir 01-01-1990', /must not contain the birth date/],
]

for (const [name, person, password, sentence] of REFUSALS) {
  test(`${name} is refused in a sentence, and nothing is written or hashed`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    if (person) await addPerson(db, { nip: NIP, ...person })
    const { calls, done } = activate(db, NIP, password)
    const error = await t.throwsAsync(done, { instanceOf: OperatorError, message: sentence })
    t.false(error.message.includes(NIP))
    t.deepEqual(calls, [])
    t.is(await account(db), undefined)
    t.deepEqual(await eventsOf(db), [])
  })
}

test('also a NIP that the person had before is no part of a password', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  await db.owner.knex('pegawai_nip').insert({
    nip: '199001012014031007', pegawai_id: sub, valid_from: '2014-03-01', valid_to: '2015-03-01' })
  await t.throwsAsync(activate(db, NIP, 'x199001012014031007').done, { message: /must not contain the NIP/ })
  await t.throwsAsync(activate(db, '199001012014031007', GOOD).done, { message: /^Nobody has this NIP/ })
})

test('a password that cannot be told of is not set', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP })
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(activate(db, NIP, GOOD).done, { code: '42501' })
  t.is(await account(db), undefined)
})

test('a person without a NIP is activated by his number, and his password may not contain its digits', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const id = randomUUID()
  await db.owner.knex('pegawai').insert({
    id, nama: 'Tenaga Ahli Contoh', kategori: 'tenaga-ahli', keadaan: 'aktif', berlaku_sampai: '2026-11-22',
    synthetic: true,
  })
  await db.owner.knex('pegawai_nip').insert({ nip: 'BTN4821773098', pegawai_id: id, valid_from: '2026-01-01' })
  await t.throwsAsync(activate(db, 'BTN4821773098', 'saya 4821-7730-98').done, { message: /must not contain the NIP/ })
  t.deepEqual(await activate(db, 'btn-4821-7730-98', GOOD).done, { sub: id })
  const late = { now: () => new Date('2026-11-22T17:00:00Z'), today: () => '2026-11-23' }
  await t.throwsAsync(activateAccount(
    { database: db.app, hasher: cheapHasher().hasher, common, clock: late }, { nip: 'BTN4821773098', password: GOOD },
  ), { message: /^This person's state is beku/ })
})
