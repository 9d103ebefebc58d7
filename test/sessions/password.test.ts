import test from 'ava'
import type { CommonPasswords } from '../../src/domain/accounts/common-passwords.ts'
import { setPassword } from '../../src/domain/sessions/password.service.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { addPerson, cheapHasher, eventsOf } from '../accounts/support.ts'
import { clockAt } from '../audit/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { signedInSomewhere, whatIsLeft } from './people.ts'

const NIP = '199001012015031001'
const OTHER_NIP = '199001012015031002'
const GOOD = 'kuda baterai stapler'
const clock = clockAt('2026-11-22T05:00:00Z')
const common: CommonPasswords = { entries: 1, observed: 1, has: () => false }

const give = ({ app: database }: TestDatabase, password: string) =>
  setPassword({ database, hasher: cheapHasher().hasher, common, clock }, { nip: NIP, password })

async function hashOf({ owner: { knex } }: TestDatabase, sub: string): Promise<string | undefined> {
  const row = await knex('account').where({ pegawai_id: sub }).first<{ password_hash: string } | undefined>()
  return row?.password_hash
}

const kinds = async (db: TestDatabase) => (await eventsOf(db)).map(({ kind, actor, subject }) => [kind, actor, subject])

test('the first password activates and ends nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  t.deepEqual(await give(db, GOOD), { sub, replaced: false, sessions: 0 })
  t.is(await hashOf(db, sub), cheapHasher().hashed(GOOD))
  t.deepEqual(await kinds(db), [['akun.diaktifkan', 'operator', sub]])
})

test('a new password ends everything of that person, of nobody else, and is told as what it is', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'lama' })
  const other = await addPerson(db, { nip: OTHER_NIP, passwordHash: 'lama' })
  for (const [person, name] of [[sub, 'a'], [sub, 'b'], [other, 'c']] as const) await signedInSomewhere(db, person, name)
  t.deepEqual(await give(db, GOOD), { sub, replaced: true, sessions: 2 })
  t.is(await hashOf(db, sub), cheapHasher().hashed(GOOD))
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
  t.deepEqual(await whatIsLeft(db, other), { sessions: 1, artefacts: 4 })
  t.deepEqual(await kinds(db), [['akun.sandi-diganti', 'operator', sub]])
})

test('a new password that cannot be told of is not set and ends nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'lama' })
  await signedInSomewhere(db, sub, 'a')
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(give(db, GOOD), { code: '42501' })
  t.is(await hashOf(db, sub), 'lama')
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 1, artefacts: 4 })
})

test('a password that the rules refuse ends nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'lama' })
  await signedInSomewhere(db, sub, 'a')
  await t.throwsAsync(give(db, 'pendek'), { instanceOf: OperatorError })
  t.is(await hashOf(db, sub), 'lama')
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 1, artefacts: 4 })
})

test('of many at once one activates, and the others replace', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP })
  const outcomes = await Promise.all(['satu', 'dua', 'tiga'].map((word) => give(db, `${GOOD} ${word}`)))
  t.is(outcomes.filter(({ replaced }) => replaced).length, 2)
  t.deepEqual((await kinds(db)).map(([kind]) => kind).sort(),
    ['akun.diaktifkan', 'akun.sandi-diganti', 'akun.sandi-diganti'])
})
