import { mock } from 'node:test'
import test, { type ExecutionContext } from 'ava'
import { resumeClient, suspendClient } from '../../src/domain/clients/index.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, type HouseOptions, openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { accept, type Answer, openReceivers, type Receivers } from './receiver.ts'
import { createRinger } from './ringer.ts'
import { addReceiver, enterAll, rowsOf, signOut, untilRows } from './support.ts'

const PAUSES = [10, 60, 300, 1_800, 7_200, 43_200].map((seconds) => seconds * 1_000)

/** Moves the clock of this process: the service, the library and the application of the test. */
const moveTo = (instant: number): void => {
  mock.timers.reset()
  mock.timers.enable({ apis: ['Date'], now: instant })
}

/** A person who signed out of one application, told to a receiver; nothing is sent before the first ring. */
async function signedOut(t: ExecutionContext, answer: Answer, options: HouseOptions = {}) {
  t.teardown(() => mock.timers.reset())
  const ringer = createRinger()
  const house = await openHouse(t, { template: 'penuh', jobs: () => ringer, ...options })
  const receivers = await openReceivers(t, () => answer)
  const party = await addReceiver(house, 'a', `${receivers.base}/a/logout`)
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'auditor')
  await enterAll([party], jar, person)
  await signOut(jar, house.issuer)
  return { house, receivers, ringer, person }
}

/** Rings, and waits for the attempt that begins now to be written down. */
async function attempt({ house, ringer }: { house: House; ringer: { ring(): Promise<void> } }, number: number) {
  await ringer.ring()
  const [row] = await untilRows(house.db, ([one]) => one?.attempts === number && one.lease_until === null)
  if (!row) throw new Error('no delivery')
  return row
}

const idsOf = ({ arrivals }: Receivers) => arrivals.map(({ claims }) => claims.jti)

test.serial('what is refused comes again after 10 s, 1 min, 5 min, 30 min, 2 h and 12 h, then is given up', async (t) => {
  const stage = await signedOut(t, (response) => response.writeHead(503).end())
  const { receivers, house, ringer } = stage
  let now = Date.now()
  moveTo(now)
  const first = await attempt(stage, 1)
  t.is(first.receipt, 'it answered 503')
  for (const [index, pause] of PAUSES.entries()) {
    moveTo(now + pause - 1)
    await ringer.ring()
    t.is(receivers.arrivals.length, index + 1, 'not a millisecond early')
    now += pause
    moveTo(now)
    const { given_up_at: givenUp, next_at: next } = await attempt(stage, index + 2)
    t.deepEqual(givenUp, index === 5 ? new Date(now) : null)
    if (index < 5) t.deepEqual(next, new Date(now + (PAUSES[index + 1] ?? 0)))
  }
  moveTo(now + 20 * 86_400_000)
  await ringer.ring()
  t.is(receivers.arrivals.length, 7)
  t.deepEqual((await rowsOf(house.db)).map(({ delivered_at, receipt }) => [delivered_at, receipt]), [[null, 'it answered 503']])

  // OpenID Connect Back-Channel Logout 1.0, 2.6: a receiver may refuse a jti that it has seen, so that a repeated one
  // might never be taken; whom and which session it is about stays the same.
  t.is(new Set(idsOf(receivers)).size, 7, 'a fresh token each time')
  t.is(new Set(receivers.arrivals.map(({ claims: { sub, sid } }) => `${sub} ${String(sid)}`)).size, 1)
  const issued = receivers.arrivals.map(({ claims: { iat = 0 } }) => iat)
  t.deepEqual(issued.slice(1).map((iat, index) => iat - (issued[index] ?? 0)), PAUSES.map((pause) => pause / 1_000))
  t.true(receivers.arrivals.every(({ claims: { iat = 0, exp = 0 } }) => exp === iat + 120))
})

test.serial('a receiver that comes back is told once and never again', async (t) => {
  let up = false
  const stage = await signedOut(t, (response, arrival) => up ? accept(response, arrival) : response.writeHead(500).end())
  const { receivers, ringer } = stage
  const now = Date.now()
  moveTo(now)
  await attempt(stage, 1)
  up = true
  moveTo(now + 10_000)
  const row = await attempt(stage, 2)
  t.deepEqual([row.delivered_at, row.given_up_at, row.receipt], [new Date(now + 10_000), null, 'accepted'])
  moveTo(now + 86_400_000)
  await ringer.ring()
  t.is(receivers.arrivals.length, 2)
})

test.serial('outside OUTBOUND_CIDRS nobody is called, once and for all, and the receipt says so', async (t) => {
  const stage = await signedOut(t, accept, { overrides: { outboundCidrs: ['10.0.0.0/8'] } })
  const row = await attempt(stage, 1)
  t.is(row.receipt, 'destination is outside OUTBOUND_CIDRS')
  t.truthy(row.given_up_at)
  t.deepEqual(stage.receivers.arrivals, [])
})

test.serial('a suspended application is not called, and hears of it when it is resumed in time', async (t) => {
  const stage = await signedOut(t, accept)
  const { house: { db, clock, heard }, receivers } = stage
  const now = Date.now()
  moveTo(now)
  await suspendClient(db.app, clock, 'a', 'uji coba')
  await heard()
  t.is((await attempt(stage, 1)).receipt, 'the application is not open')
  t.deepEqual(receivers.arrivals, [])
  await resumeClient(db.app, clock, 'a', 'uji coba')
  await heard()
  moveTo(now + 10_000)
  t.is((await attempt(stage, 2)).receipt, 'accepted')
  t.is(receivers.arrivals.length, 1)
})

test.serial('the house sweeps every ten seconds, bell or no bell', async (t) => {
  const { ringer } = await signedOut(t, accept)
  t.true(ringer.intervals.includes(10_000))
})

test.serial('a session that has run out by itself leaves nothing to tell', async (t) => {
  const { house: { db, clock }, person } = await signedOut(t, accept)
  const before = await rowsOf(db)
  await db.app.knex('oidc_session').update({
    destroyed_at: null, expires_at: new Date(Date.now() - 1_000), authorizations: JSON.stringify({ a: { sid: 'x' } }),
  })
  await freezePerson(db.app, clock, { nip: person.nip, reason: 'x' })
  t.deepEqual(await rowsOf(db), before)
})
