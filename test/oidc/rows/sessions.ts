import type { ExecutionContext } from 'ava'
import * as client from 'openid-client'
import { barrier } from '../../helpers/barrier.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { authorizationRequest, enter } from '../../helpers/relying-party.ts'
import { openReceivers } from '../../logout/receiver.ts'
import { signOut, untilRows } from '../../logout/support.ts'
import { subOf } from '../../sessions/people.ts'
import { createGate, type Gate, gated } from './gate.ts'
import { openPlain, unguardedFetch } from './plain.ts'
import { row, type Rows } from './row.ts'
import { appOf, begin, codeOf, OPENID, ours, silently, type Subject, told } from './subject.ts'

const TABS = 7
const CLIENTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** One application is entered, seven more by restored tabs at once; then the person signs out. */
async function restoreTabs(subject: Subject, hold: () => void): Promise<number> {
  const { jar } = await begin(subject)
  hold()
  const codes = await Promise.all(subject.apps.slice(1).map((app) => codeOf(app, jar)))
  const outcomes = await Promise.all(codes.map(({ redeem }) => told(redeem())))
  await signOut(jar, subject.issuer)
  return outcomes.filter((one) => one === 'tokens').length
}

const withLogout = (base: string) => CLIENTS.map((clientId) => ({
  client_id: clientId, backchannel_logout_uri: `${base}/${clientId}/logout`, backchannel_logout_session_required: true,
}))

/** A browser that was signed in when somebody signed out elsewhere in it, while one request was under way. */
async function signOutMeanwhile(subject: Subject, gate: Gate): Promise<string> {
  const { jar } = await begin(subject)
  const cookie = Object.entries(await jar.cookies(subject.issuer)).map(([name, value]) => `${name}=${value}`).join('; ')
  const visit = async (extra: Record<string, string> = {}): Promise<URL> => {
    const { url } = await authorizationRequest(appOf(subject, 1), { ...OPENID, ...extra })
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? answer.url, answer.url)
  }
  gate.shut()
  const underWay = visit()
  await gate.reached
  await signOut(jar, subject.issuer)
  gate.open()
  await underWay
  const { searchParams } = await visit({ prompt: 'none' })
  return searchParams.get('error') ?? 'signed in'
}

/** A sign-in, and another one into the same application later: what becomes of the tokens of the first? */
async function enterAgain(subject: Subject): Promise<string> {
  const { jar, tokens } = await begin(subject)
  await enter(appOf(subject), jar, { ...OPENID })
  return told(client.refreshTokenGrant(appOf(subject).config, tokens.refresh_token ?? ''))
}

/** A new grant at each sign-in, as where nobody looks for the one that is there. */
const newGrant: NonNullable<Parameters<typeof openPlain>[1]>['configuration'] = {
  async loadExistingGrant({ oidc }) {
    const grant = new (oidc.provider).Grant({
      accountId: oidc.session?.accountId, clientId: oidc.client?.clientId,
    })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
}

const HOUR = 3_600

/** What a stored session says of its time: when the person signed in, and when it is over. */
interface Times { loginTs?: number | undefined; exp?: number | undefined }
type Move = (change: (times: Times) => Times) => Promise<void>

/** An hour of use, then an hour more than a working day of it. */
async function useAllDay(subject: Subject, move: Move, end: () => Promise<number>): Promise<object> {
  const { jar } = await begin(subject)
  await move(({ loginTs = 0, exp = 0 }) => ({ loginTs: loginTs - HOUR, exp: exp - HOUR }))
  const before = await end()
  await silently(appOf(subject), jar)
  const slides = await end() > before + HOUR / 2
  await move(({ loginTs = 0, exp }) => ({ loginTs: loginTs - 12 * HOUR, exp }))
  return { slides, afterThirteenHours: await silently(appOf(subject), jar) }
}

/** The sessions of one person in our table. */
async function sessionsOf(house: House, nip: string) {
  const { knex } = house.db.owner
  const mine = { account_id: await subOf(house.db, nip) }
  const move: Move = async (change) => {
    for (const { id, payload } of await knex('oidc_session').where(mine).select<{ id: Buffer; payload: string }[]>('id', 'payload')) {
      const old = JSON.parse(payload) as Times
      const next = { ...old, ...change(old) }
      await knex('oidc_session').where({ id }).update({
        payload: JSON.stringify(next), login_at: new Date((next.loginTs ?? 0) * 1000), expires_at: new Date((next.exp ?? 0) * 1000),
      })
    }
  }
  const end = async (): Promise<number> => {
    const found = await knex('oidc_session').where(mine).max<{ end: Date }[]>({ end: 'expires_at' })
    return Number(found[0]?.end) / 1000
  }
  return { move, end }
}

async function allDayAtPlain(t: ExecutionContext): Promise<object> {
  const plain = await openPlain(t)
  const sessions = () => [...plain.store.rows].filter(([key]) => key.startsWith('Session:'))
    .map(([, one]) => JSON.parse(one) as Times)
  return useAllDay(plain, (change) => {
    plain.store.change('Session', (payload) => ({ ...payload, ...change(payload) }))
    return Promise.resolve()
  }, () => Promise.resolve(Math.max(...sessions().map(({ exp = 0 }) => exp))))
}

export const sessions: Rows = {
  '7 silent sign-ins in parallel from one browser (restored tabs)': row({
    async ours(t) {
      const nodes = await openNodes(t, 'penuh', { jobs: true })
      const receivers = await openReceivers(t)
      const exchanged = await restoreTabs(await ours(nodes, withLogout(receivers.base)), () => { nodes.balancer.hold(TABS) })
      t.true(nodes.balancer.overlapped())
      await untilRows(nodes.db, (rows) => rows.every(({ receipt }) => receipt !== null))
      return { exchanged, told: receivers.arrivals.length }
    },
    behaves: { exchanged: TABS, told: CLIENTS.length },
    async plain(t) {
      const receivers = await openReceivers(t)
      const plain = await openPlain(t, {
        clients: withLogout(receivers.base), configuration: { fetch: unguardedFetch },
      })
      const exchanged = await restoreTabs(plain, () => { plain.store.pauseAfterRead('Session', barrier(TABS)) })
      return { exchanged, told: receivers.arrivals.length }
    },
    misbehaves: { exchanged: 1, told: 2 },
  }),
  'logout racing a request in flight': row({
    async ours(t) {
      const gate = createGate()
      const house = await openHouse(t, {
        template: 'penuh', wrap: (database) => gated(database, /^SELECT s\.payload[^]*FROM oidc_session/, gate),
      })
      return signOutMeanwhile(await ours(house, [{}, {}]), gate)
    },
    behaves: 'login_required',
    async plain(t) {
      const gate = createGate()
      const plain = await openPlain(t, { clients: [{}, { client_id: 'lain' }] })
      plain.store.pauseAfterRead('Session', gate.pass)
      return signOutMeanwhile(plain, gate)
    },
    misbehaves: 'signed in',
  }),
  'new Grant on every login for a first-party client': row({
    ours: async (_t, house) => enterAgain(await ours(house)),
    behaves: 'tokens',
    plain: async (t) => enterAgain(await openPlain(t, { configuration: newGrant })),
    misbehaves: 'invalid_grant',
  }),
  'ID sliding': row({
    async ours(_t, house) {
      const subject = await ours(house, [{}], 'auditor')
      const { move, end } = await sessionsOf(house, subject.person.nip)
      return useAllDay(subject, move, end)
    },
    behaves: { slides: false, afterThirteenHours: 'login_required' },
    plain: allDayAtPlain,
    misbehaves: { slides: true, afterThirteenHours: 'code' },
  }),
  'pages of the IdP itself as a `response_types: [\'none\']` client with `provider.Session.get(ctx)`': row({
    ours: async (_t, house) => portalAfterSignOut(await ours(house)),
    behaves: { signedIn: 200, signedOut: 303 },
    plain: async (t) => portalAfterSignOut(await openPlain(t, ownSession())),
    misbehaves: { signedIn: 200, signedOut: 200 },
  }),
}

/** The portal, to somebody who signed in to an application, before and after he signs out of it. */
async function portalAfterSignOut(subject: Subject): Promise<object> {
  const { jar } = await begin(subject)
  const visit = async (): Promise<number> => (await jar.fetch(`${subject.issuer}/`)).status
  const signedIn = await visit()
  await signOut(jar, subject.issuer)
  return { signedIn, signedOut: await visit() }
}

/** A portal that remembers people in a cookie of its own, set by the sign-in page. */
function ownSession(): Parameters<typeof openPlain>[1] {
  return {
    pageHeaders: { 'set-cookie': 'portal=orang-ini; Path=/' },
    around: (provider) => {
      const answer = provider.callback()
      return (request, response) => {
        if (request.url !== '/') return answer(request, response)
        return response.writeHead(request.headers.cookie?.includes('portal=orang-ini') ? 200 : 303, { location: '/oidc/auth' }).end()
      }
    },
  }
}
