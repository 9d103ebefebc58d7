import test from 'ava'
import { upsertAccount } from '../../src/domain/accounts/account.queries.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher, type PasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { barrier } from '../helpers/barrier.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { leaveFrom, signIn, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { subOf } from '../sessions/people.ts'
import { racer } from './stage.ts'

// A password is replaced while somebody signs in with it: between the verification and the form's answer, and between
// that and the session.

const SKP = 'skp.bantenprov.go.id'
const NEW = 'sandi lain yang panjang'
const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 2, maxWaiting: 100 }) })
let hash: string

test.before(async () => { hash = await hasher.hashPassword(NEW) })

/** Verifies as ever; afterwards each waits for one more party at `gate`, once it is closed. */
function gated() {
  let gate = (): Promise<void> => Promise.resolve()
  const slow: PasswordHasher = {
    load: hasher.load,
    hashPassword: (...given) => hasher.hashPassword(...given),
    async verifyPassword(...given) {
      const verified = await hasher.verifyPassword(...given)
      await gate()
      await gate()
      return verified
    },
  }
  /** @returns resolves when the verification is done, with what lets it go on */
  function close() {
    const gates = [barrier(2), barrier(2)] as const
    let passed = 0
    gate = () => gates[passed++ % 2]?.() ?? Promise.resolve()
    return { verified: gates[0](), goOn: gates[1] }
  }
  return { slow, close }
}

async function openRace(scope: Scope) {
  const { slow, close } = gated()
  const house = await openHouse(scope, { template: 'penuh', overrides: { hasher: slow } })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const skp = await racer(house, { clientId: SKP, secret: '', redirectUri: `https://${SKP}/sso/callback` })
  return { house, person, skp, close, sub: await subOf(house.db, person.nip) }
}

/** The statements of `setPassword`, in a transaction that the test ends. */
async function replacing({ app }: TestDatabase, sub: string) {
  const trx = await app.knex.transaction()
  await upsertAccount(trx, sub, hash)
  await endEverythingOf(trx, { pegawaiIds: [sub], reason: 'sandi-diganti', at: new Date() })
  return trx
}

const leftOf = async ({ app }: TestDatabase, sub: string) => (await app.query<Record<string, number>>({
  text: `SELECT (SELECT count(*)::int FROM oidc_session WHERE account_id = $1 AND destroyed_at IS NULL) AS sessions,
    (SELECT count(*)::int FROM oidc_interaction WHERE account_id = $1) AS steps,
    (SELECT count(*)::int FROM oidc_authorization_code WHERE account_id = $1) AS codes,
    (SELECT count(*)::int FROM audit_event WHERE subject = $1::text AND kind = 'masuk.berhasil') AS told`,
  values: [sub],
}))[0]

test('a password that is replaced after it was verified signs nobody in: the form asks anew, and leaves nothing', async (t) => {
  const { house, person, skp, close, sub } = await openRace(t)
  const { verified, goOn } = close()
  const jar = cookieJar()
  const answer = typePassword(jar, skp.authorize(), person)
  await verified
  await (await replacing(house.db, sub)).commit()
  await goOn()
  const { status, headers } = await answer
  t.is(status, 303)
  t.is(locationOf(await answer).pathname, '/oidc/auth')
  t.deepEqual(headers.getSetCookie().filter((cookie) => cookie.startsWith('satu_login_perangkat')), [], 'no browser that is known')
  t.deepEqual(await leftOf(house.db, sub), { sessions: 0, steps: 0, codes: 0, told: 0 })
})

test('a password that is replaced before the session is written makes none, whoever had the step before', async (t) => {
  const { house, person, skp, sub } = await openRace(t)
  const jar = cookieJar()
  const resume = locationOf(await typePassword(jar, skp.authorize(), person))
  const change = await replacing(house.db, sub)
  const back = jar.fetch(resume)
  await untilSomebodyWaits(house.db.owner)
  await change.commit()
  t.is(locationOf(await back).pathname, '/oidc/auth')
  t.deepEqual(await leftOf(house.db, sub), { sessions: 0, steps: 0, codes: 0, told: 1 })
  t.is((await typePassword(jar, locationOf(await back), person)).status, 400, 'the old password is no good')
  const callback = await signIn(jar, skp.authorize(), { ...person, password: NEW })
  t.true(callback.searchParams.has('code'), 'the new one is')
})

test('one that is replaced after that waits for the session, and ends it', async (t) => {
  const { house, person, skp, sub } = await openRace(t)
  const jar = cookieJar()
  const resume = locationOf(await typePassword(jar, skp.authorize(), person))
  t.true((await leaveFrom(jar, resume)).searchParams.has('code'))
  await (await replacing(house.db, sub)).commit()
  t.deepEqual(await leftOf(house.db, sub), { sessions: 0, steps: 0, codes: 0, told: 1 })
})

test('an account that is frozen after the verification gets no session that would wake up with it', async (t) => {
  const { house, person, skp, close, sub } = await openRace(t)
  const { verified, goOn } = close()
  const answer = typePassword(cookieJar(), skp.authorize(), person)
  await verified
  const order = { nip: person.nip, reason: 'uji' }
  await freezePerson(house.db.app, house.clock, order)
  await goOn()
  t.is(locationOf(await answer).pathname, '/oidc/auth')
  await unfreezePerson(house.db.app, house.clock, order)
  t.deepEqual(await leftOf(house.db, sub), { sessions: 0, steps: 0, codes: 0, told: 0 })
})
