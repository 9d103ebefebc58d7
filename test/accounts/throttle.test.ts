import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { activateAccount } from '../../src/domain/accounts/activate.service.ts'
import { type LoginAttempt, signInWithPassword } from '../../src/domain/accounts/login.service.ts'
import { type KnownBrowser, rememberPerson } from '../../src/domain/accounts/throttle/known-browser.rules.ts'
import { countFailure } from '../../src/domain/accounts/throttle/throttle.queries.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPerson, cheapHasher, eventsOf, loginOn, openLane } from './support.ts'

const NIP = '199001012015031001'
const SECOND_NIP = '199001012015031002'
const OTHER_NIP = '199001012015031003'
const STRANGER = '199001012015031999'
const RIGHT = 'kuda baterai stapler'

/** A person with two numbers, another one, and somebody who types. */
async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const { hasher, calls, hashed } = cheapHasher()
  const passwordHash = hashed(RIGHT)
  const sub = await addPerson(db, { nip: NIP, passwordHash })
  const other = await addPerson(db, { nip: OTHER_NIP, passwordHash })
  await db.owner.knex('pegawai_nip').insert({ nip: SECOND_NIP, pegawai_id: sub, valid_from: '2020-01-01' })
  const { slowLane, passed } = openLane()
  const dependencies = { ...loginOn(db, hasher, systemClock()), slowLane }
  const attempt = async (password: string, more: Partial<LoginAttempt> = {}) => {
    const before = db.app.statements
    const outcome = await perform(db.app, () =>
      signInWithPassword(dependencies, { nip: NIP, password, clientId: 'skp', ...more }))
    return { outcome, statements: db.app.statements - before }
  }
  /** @returns how many of so many wrong tries were checked */
  const checked = async (tries: number, more: Partial<LoginAttempt> = {}): Promise<number> => {
    const before = calls.length
    for (let count = 0; count < tries; count += 1) await attempt('salah', more)
    return calls.length - before
  }
  /** Makes every try counted so far, or the first ones, so many seconds older. */
  const age = (seconds: number, first = 10) => db.owner.query({
    text: `UPDATE percobaan_masuk SET ditahan_at = ditahan_at - make_interval(secs => $1),
             percobaan = ARRAY(SELECT CASE WHEN n <= $2 THEN t - make_interval(secs => $1) ELSE t END
                               FROM unnest(percobaan) WITH ORDINALITY AS one(t, n) ORDER BY n)`,
    values: [seconds, first],
  })
  const knownTo = (who: string, secondsAgo = 0): KnownBrowser => rememberPerson(undefined, who, {
    now: Math.floor(Date.now() / 1000) - secondsAgo, freshId: randomBytes(16),
  })
  return { db, sub, other, calls, passed, dependencies, attempt, checked, age, knownTo }
}

for (const [name, nip] of [['a person', NIP], ['a number that nobody has', STRANGER]] as const) {
  test(`of ${name} ten tries are checked; the next are held back, told once, and cost one statement`, async (t) => {
    const { db, sub, calls, attempt, checked, age } = await setUp(t)
    t.is(await checked(10, { nip }), 10)
    const first = await attempt('salah', { nip })
    const second = await attempt(RIGHT, { nip })
    for (const { outcome } of [first, second]) {
      t.false(outcome.ok)
      const { waitSeconds = 0 } = outcome as { waitSeconds?: number }
      t.true(waitSeconds > 800 && waitSeconds <= 900, String(waitSeconds))
    }
    t.deepEqual([first.statements, second.statements], [2, 1], 'the event comes once')
    t.is(calls.length, 10)
    const events = (await eventsOf(db)).filter(({ kind }) => kind === 'masuk.ditahan')
    t.deepEqual(events, [{
      kind: 'masuk.ditahan', stream: 'masuk', actor: 'tak-dikenal', subject: nip === NIP ? sub : null, client_id: 'skp',
      outcome: 'ditolak', data: { peramban: 'lain' },
    }])
    await age(900)
    t.is(await checked(11, { nip }), 10, 'a quarter of an hour later')
    t.is((await eventsOf(db)).filter(({ kind }) => kind === 'masuk.ditahan').length, 2, 'and told again')
  })
}

test('the window slides: a try makes room exactly when it is a quarter of an hour old', async (t) => {
  const { checked, age } = await setUp(t)
  await checked(10)
  await age(600, 3)
  t.is(await checked(5), 0)
  await age(300, 3)
  t.is(await checked(5), 3)
})

test('who is held back is not held longer for trying', async (t) => {
  const { db, checked } = await setUp(t)
  await checked(10)
  const rows = () => db.owner.knex<{ percobaan: unknown }>('percobaan_masuk').select('siapa', 'percobaan')
  const before = await rows()
  await checked(5)
  t.deepEqual(await rows(), before)
})

test('every number of a person counts for the person, and for nobody else', async (t) => {
  const { checked } = await setUp(t)
  t.is(await checked(6), 6)
  t.is(await checked(6, { nip: SECOND_NIP }), 4)
  t.is(await checked(1), 0)
  t.is(await checked(11, { nip: OTHER_NIP }), 10)
})

test('a right password gives back its own try and no other', async (t) => {
  const { attempt, checked } = await setUp(t)
  t.is(await checked(9), 9)
  for (let count = 0; count < 3; count += 1) t.true((await attempt(RIGHT)).outcome.ok)
  t.is(await checked(2), 1, 'whoever guesses beside the owner gains nothing')
  t.false((await attempt(RIGHT)).outcome.ok, 'nor does he learn now that it is right')
})

test('a right password of somebody who may not sign in counts like a wrong one', async (t) => {
  const { db, calls, attempt } = await setUp(t)
  await db.owner.knex('account').update({ frozen_at: new Date() })
  for (let count = 0; count < 12; count += 1) await attempt(RIGHT)
  t.is(calls.length, 10)
})

test('a browser that the person signed in from has tries of its own', async (t) => {
  const { db, sub, attempt, checked, knownTo } = await setUp(t)
  await checked(11)
  const browser = knownTo(sub)
  t.true((await attempt(RIGHT, { browser })).outcome.ok, 'the owner gets in whoever else guesses')
  t.is(await checked(11, { browser }), 10)
  t.is(await checked(11, { browser: knownTo(sub) }), 10, 'and each such browser')
  const known = (await eventsOf(db)).filter(({ data }) => data['peramban'] === 'dikenal')
  t.is(known.length, 2)
})

test('a browser is known for the people who signed in from it alone', async (t) => {
  const { sub, other, checked, knownTo } = await setUp(t)
  const browser = knownTo(other)
  t.is(await checked(11), 10)
  t.is(await checked(1, { browser }), 0, 'somebody else\'s browser')
  t.is(await checked(1, { browser: { ...knownTo(sub), id: randomBytes(16) } }), 0, 'its people under another id')
  t.is(await checked(11, { nip: STRANGER, browser }), 10)
  t.is(await checked(1, { nip: STRANGER }), 0, 'for a number of nobody every browser is a stranger')
  const both = rememberPerson(browser, sub, { now: Math.floor(Date.now() / 1000), freshId: randomBytes(16) })
  t.is(await checked(11, { browser: both }), 10)
  t.is(await checked(11, { browser: both, nip: OTHER_NIP }), 10)
})

test('who signed in with an older password is a stranger', async (t) => {
  const { sub, checked, knownTo } = await setUp(t)
  await checked(10)
  t.is(await checked(1, { browser: knownTo(sub, 60) }), 0)
})

test('a try that found no room to be checked, or that nobody waits for, is given back', async (t) => {
  const { db, dependencies, checked } = await setUp(t)
  const refusals = [
    [new BusyError(3), undefined],
    [new Error('hung up'), AbortSignal.abort(new Error('hung up'))],
  ] as const
  for (const [refusal, signal] of refusals) {
    const full = { ...dependencies, hasher: { ...dependencies.hasher, verifyPassword: () => Promise.reject(refusal) } }
    await t.throwsAsync(perform(db.app, () =>
      signInWithPassword(full, { nip: NIP, password: 'salah', clientId: 'skp', signal })), { is: refusal })
  }
  await t.throwsAsync(perform(db.app, () => signInWithPassword(dependencies, {
    nip: NIP, password: 'salah', clientId: 'skp', signal: AbortSignal.abort(new Error('gone')),
  })), { message: 'gone' })
  t.is(await checked(11), 10)
})

const nipOf = (index: number): string => `1990010120150${31_100 + index}`

test('an address is slowed after more than 300 failures about more than 30 people, and never closed', async (t) => {
  const { db, sub, passed, attempt, checked, knownTo } = await setUp(t)
  const network = '10.1.2.3'
  for (let index = 0; index < 30; index += 1) t.is(await checked(10, { nip: nipOf(index), network }), 10)
  t.is(await checked(1, { nip: nipOf(30), network }), 1)
  t.deepEqual(passed, [], 'up to the 301st failure nobody was slowed')
  t.is(await checked(1, { nip: nipOf(31), network }), 1)
  t.deepEqual(passed, [network], 'and then each is, and is checked all the same')
  t.true((await attempt(RIGHT, { network })).outcome.ok)
  t.is(passed.length, 2)
  t.true((await attempt(RIGHT, { network, browser: knownTo(sub) })).outcome.ok)
  await checked(1, { network: '10.1.2.4' })
  await checked(1)
  t.is(passed.length, 2, 'a known browser, another address, and one without a known address go as always')
  await attempt('salah', { nip: nipOf(0), network })
  t.is(passed.length, 2, 'who is held back does not wait as well')
  // Two failures grow old: the last 300 slow nobody.
  await db.owner.query({
    text: `UPDATE kegagalan_alamat SET lambat_sampai = lambat_sampai - interval '15 minutes',
             kapan = ARRAY(SELECT t - interval '15 minutes' * (n <= 2)::int FROM unnest(kapan) WITH ORDINALITY AS one(t, n))`,
    values: [],
  })
  await checked(1, { nip: nipOf(32), network })
  t.is(passed.length, 2)
  await checked(2, { nip: nipOf(33), network })
  t.is(passed.length, 3, 'until there are 301 again')
  const told = async () => (await eventsOf(db)).filter(({ kind }) => kind === 'masuk.alamat-diperlambat')
  t.deepEqual(await told(), [{
    kind: 'masuk.alamat-diperlambat', stream: 'masuk', actor: 'sistem', subject: null, client_id: null,
    outcome: 'ditolak', data: {},
  }], 'told once')
  await db.owner.query({ text: `UPDATE kegagalan_alamat SET dikabarkan_at = dikabarkan_at - interval '15 minutes'`, values: [] })
  await checked(2, { nip: nipOf(34), network })
  t.is((await told()).length, 2)
})

test('right passwords slow nobody\'s address', async (t) => {
  const { db, attempt } = await setUp(t)
  for (let count = 0; count < 20; count += 1) await attempt(RIGHT, { network: '10.1.2.3' })
  t.deepEqual(await db.owner.knex('kegagalan_alamat'), [])
})

test('failures about thirty people alone slow no address, however many; its row does not grow', async (t) => {
  const { db, sub, other, passed, checked } = await setUp(t)
  const network = '2001:db8:0:1::/64'
  for (let count = 0; count < 400; count += 1) {
    await db.app.query(countFailure(network, count % 2 === 0 ? sub : other))
  }
  const [row] = await db.owner.query<{ kapan: number; siapa: number; lambat_sampai: Date | null }>({
    text: 'SELECT cardinality(kapan) AS kapan, cardinality(siapa) AS siapa, lambat_sampai FROM kegagalan_alamat', values: [],
  })
  t.deepEqual(row, { kapan: 301, siapa: 301, lambat_sampai: null })
  await checked(1, { network })
  t.deepEqual(passed, [])
})

test('with a new password everybody tries anew', async (t) => {
  const { db, sub, attempt, checked, knownTo, dependencies } = await setUp(t)
  const browser = knownTo(sub)
  await checked(10)
  await checked(10, { browser })
  await checked(10, { nip: OTHER_NIP })
  await activateAccount({ ...dependencies, database: db.app, common: { has: () => false, entries: 0, observed: 0 } }, {
    nip: NIP, password: 'gajah menari di pematang',
  })
  t.true((await attempt('gajah menari di pematang')).outcome.ok)
  t.is(await checked(11), 10)
  t.is(await checked(11, { nip: OTHER_NIP }), 0, 'the others as before')
})

test('no row holds a number that was typed', async (t) => {
  const { db, checked } = await setUp(t)
  await checked(2, { nip: STRANGER, network: '10.1.2.3' })
  await checked(1, { network: '10.1.2.3' })
  const rows = JSON.stringify([await db.owner.knex('percobaan_masuk'), await db.owner.knex('kegagalan_alamat')])
  t.true(rows.length > 100)
  t.false(rows.includes(STRANGER) || rows.includes(NIP))
})
