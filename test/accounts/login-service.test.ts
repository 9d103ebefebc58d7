import test from 'ava'
import { signInWithPassword } from '../../src/domain/accounts/login.service.ts'
import type { LoginReason } from '../../src/domain/accounts/login.rules.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { testDatabase } from '../helpers/database.ts'
import { clockAt } from '../audit/support.ts'
import { addPerson, cheapHasher, eventsOf, loginOn, type Somebody } from './support.ts'

const NIP = '199001012015031001'
const RIGHT = 'kuda baterai stapler'
const clock = clockAt('2026-11-22T05:00:00Z')

const cheap = cheapHasher()
const passwordHash = cheap.hashed(RIGHT)

const ATTEMPTS: [name: string, person: Omit<Somebody, 'nip'> | undefined, password: string, reason: LoginReason | 'ok'][] = [
  ['the right password', { passwordHash }, RIGHT, 'ok'],
  ['somebody terbatas', { passwordHash, keadaan: 'terbatas' }, RIGHT, 'ok'],
  ['a NIP of nobody', undefined, RIGHT, 'nip-tidak-dikenal'],
  ['somebody without an account', {}, RIGHT, 'belum-aktivasi'],
  ['a wrong password', { passwordHash }, 'kuda baterai staples', 'sandi-salah'],
  ['a password that can be none', { passwordHash }, 'x'.repeat(5_000), 'sandi-salah'],
  ['an empty password', { passwordHash }, '', 'sandi-salah'],
  ['somebody frozen', { passwordHash, frozen: true }, RIGHT, 'dibekukan'],
  ['somebody frozen with a wrong password', { passwordHash, frozen: true }, 'salah', 'sandi-salah'],
  ['somebody beku', { passwordHash, keadaan: 'beku' }, RIGHT, 'keadaan'],
  ['somebody who is still calon', { passwordHash, keadaan: 'calon' }, RIGHT, 'keadaan'],
  ['somebody who left', { passwordHash, keadaan: 'tutup' }, RIGHT, 'keadaan'],
  ['somebody on the last day before retirement', { passwordHash, tmtPensiun: '2026-11-23' }, RIGHT, 'ok'],
  ['somebody on the first day of retirement', { passwordHash, tmtPensiun: '2026-11-22' }, RIGHT, 'keadaan'],
]

for (const [name, person, password, reason] of ATTEMPTS) {
  test(`${name}: ${reason}, for one look-up that counts, one verification, one look for signals and one flush`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const sub = person && await addPerson(db, { nip: NIP, ...person })
    const { hasher, calls } = cheapHasher()
    // The pool has its connection: what is counted is the attempt alone.
    await db.app.query({ text: 'SELECT 1', values: [] })
    const before = db.app.statements
    const result = await perform(db.app, () =>
      signInWithPassword(loginOn(db, hasher, clock), { nip: NIP, password, clientId: 'skp' }))
    t.is(db.app.statements - before, 3, 'the look-up, the look for signals, and the flush')
    t.deepEqual(calls, ['verify'])
    const about = { stream: 'masuk', subject: sub ?? null, client_id: 'skp' }
    if (reason === 'ok') {
      t.like(result, { ok: true, person: { sub: sub ?? '' } })
      t.deepEqual(await eventsOf(db), [], 'the journey tells who was signed in')
    } else {
      t.deepEqual(result, { ok: false })
      t.deepEqual(await eventsOf(db), [{
        ...about, kind: 'masuk.gagal', actor: 'tak-dikenal', outcome: 'gagal', data: { alasan: reason },
      }])
    }
  })
}

test('a number that the person had before signs nobody in', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  await db.owner.knex('pegawai_nip').update({ valid_to: '2026-01-01' })
  const attempt = { nip: NIP, password: RIGHT, clientId: 'skp' }
  t.deepEqual(await perform(db.app, () => signInWithPassword(loginOn(db, cheap.hasher, clock), attempt)), { ok: false })
})

const storedHash = async (db: Parameters<typeof addPerson>[0]): Promise<string> => {
  const row = await db.owner.knex<{ password_hash: string }>('account').first()
  return row?.password_hash ?? ''
}

test('a hash of lower parameters is renewed with the sign-in, once', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  const raised = cheapHasher({ memoryCost: 16 })
  const attempt = () => perform(db.app, () =>
    signInWithPassword(loginOn(db, raised.hasher, clock), { nip: NIP, password: RIGHT, clientId: 'skp' }))
  t.true((await attempt()).ok)
  t.deepEqual(raised.calls, ['verify', 'hash'])
  t.is(await storedHash(db), raised.hashed(RIGHT))
  t.true((await attempt()).ok)
  t.deepEqual(raised.calls, ['verify', 'hash', 'verify'])
})

test('a wrong password renews nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  const raised = cheapHasher({ memoryCost: 16 })
  await perform(db.app, () =>
    signInWithPassword(loginOn(db, raised.hasher, clock), { nip: NIP, password: 'salah', clientId: 'skp' }))
  t.deepEqual(raised.calls, ['verify'])
  t.is(await storedHash(db), passwordHash)
})

test('a password that was changed meanwhile is not set back by the renewal', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  const raised = cheapHasher({ memoryCost: 16 })
  await perform(db.app, async () => {
    await signInWithPassword(loginOn(db, raised.hasher, clock), { nip: NIP, password: RIGHT, clientId: 'skp' })
    await db.owner.knex('account').update({ password_hash: 'baru' })
  })
  t.is(await storedHash(db), 'baru')
})

/** A hasher whose queue is full from the second call on. */
function nearlyFull() {
  let calls = 0
  return createPasswordHasher({
    queue: { load: { running: 0, waiting: 0 }, run: (work) => {
      calls += 1
      return calls === 1 ? work() : Promise.reject(new BusyError(3))
    } },
    parameters: { memoryCost: 16, timeCost: 1, parallelism: 1 },
    engine: { hash: () => Promise.resolve('x'), verify: () => Promise.resolve(true) },
  })
}

test('where no room is left for the renewal the sign-in goes on without it', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  const hasher = nearlyFull()
  const attempt = { nip: NIP, password: RIGHT, clientId: 'skp' }
  t.true((await perform(db.app, () => signInWithPassword(loginOn(db, hasher, clock), attempt))).ok)
  t.is(await storedHash(db), passwordHash)
})

test('where no room is left for the verification nothing happened', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await addPerson(db, { nip: NIP, passwordHash })
  const hasher = nearlyFull()
  await hasher.verifyPassword(undefined, 'x')
  const attempt = { nip: NIP, password: RIGHT, clientId: 'skp' }
  await t.throwsAsync(perform(db.app, () => signInWithPassword(loginOn(db, hasher, clock), attempt)),
    { instanceOf: BusyError })
  t.deepEqual(await eventsOf(db), [])
})
