import test from 'ava'
import * as client from 'openid-client'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { leaveFrom, signIn } from '../../helpers/journey.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { demoPerson } from '../../helpers/people.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type Application, application, basic, goThrough, outcome, refusal, request, send } from './support.ts'

// Pushed authorization requests (RFC 9126).
const file = fileScope(test)
const PUSHES = { require_pushed_authorization_requests: true }
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

/** Pushed by hand: RFC 9126, 2.1 asks for the client_id beside the authentication. */
const pushed = async (app: Application) =>
  ({ ...(await request(app)).parameters, client_id: app.clientId, response_type: 'code' })

const authorize = (clientId: string, request_uri: string): URL =>
  new URL(`/oidc/auth?${new URLSearchParams({ client_id: clientId, request_uri }).toString()}`, house.issuer)

test('a registered client pushes its request and signs in with what it got', async (t) => {
  const app = await application(house, PUSHES)
  const { parameters, checks } = await request(app)
  const url = await client.buildAuthorizationUrlWithPAR(app.config, parameters)
  t.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri'])
  const callback = await goThrough(house, url)
  t.is(callback.searchParams.get('iss'), house.issuer)
  t.truthy((await client.authorizationCodeGrant(app.config, callback, checks)).claims()?.sub)
})

test('a client that did not register it may not push', async (t) => {
  const app = await application(house, {})
  const { status, body } = await send(house, '/oidc/request', await pushed(app), basic(app))
  t.is(status, 400)
  t.is(body['error'], 'unauthorized_client')
  t.is(body['error_description'], 'this client did not register require_pushed_authorization_requests')
})

test('a client that registered it may not ask in the browser', async (t) => {
  const app = await application(house, PUSHES)
  const { parameters } = await request(app)
  t.like(await refusal(client.buildAuthorizationUrl(app.config, parameters)), {
    error: 'invalid_request', error_description: 'Pushed Authorization Request must be used',
  })
})

test('a request is pushed by its own client alone, and checked when it is pushed', async (t) => {
  const app = await application(house, PUSHES)
  const parameters = await pushed(app)
  const push = async (change: Record<string, string>, headers = basic(app)) =>
    outcome(await send(house, '/oidc/request', { ...parameters, ...change }, headers))
  t.is(await push({}), '201 ok')
  t.is(await push({}, { authorization: `Basic ${btoa(`${app.clientId}:salah`)}` }), '401 invalid_client')
  t.is(await push({ client_id: 'skp.bantenprov.go.id' }), '400 invalid_request')
  t.is(await push({ redirect_uri: 'https://evil.example/' }), '400 invalid_request')
  t.is(await push({ request_uri: 'urn:ietf:params:oauth:request_uri:x' }), '400 request_uri_not_supported')
  t.is(await push({ code_challenge_method: 'plain' }), '400 invalid_request')
  t.is(await push({ scope: 'openid pegawai' }), '400 invalid_scope')
})

test('what was pushed is used once, by its client, within a minute', async (t) => {
  const app = await application(house, PUSHES)
  const other = await application(house, PUSHES)
  const push = async () => {
    const { body } = await send(house, '/oidc/request', await pushed(app), basic(app))
    t.is(body['expires_in'], 60)
    return String(body['request_uri'])
  }
  /** Without a request there is no address to send the browser back to: the person is told. */
  const isRefused = async (clientId: string, uri: string): Promise<boolean> => {
    const { status, headers } = await cookieJar().fetch(authorize(clientId, uri))
    return status === 400 && !headers.has('location')
  }
  const used = await push()
  const callback = await goThrough(house, authorize(app.clientId, used))
  t.truthy(callback.searchParams.get('code'), callback.search)
  t.true(await isRefused(app.clientId, used), 'used')
  t.true(await isRefused(other.clientId, await push()), 'another client')
  t.true(await isRefused(app.clientId, 'urn:ietf:params:oauth:request_uri:ngawur'), 'never pushed')
  t.false(await isRefused(app.clientId, await push()), 'a fresh one is not')
  const late = await push()
  await house.db.owner.knex('oidc_pushed_authorization_request')
    .update({ payload: house.db.owner.knex.raw(`jsonb_set(payload::jsonb, '{exp}', '1')::text`) })
  t.true(await isRefused(app.clientId, late), 'late')
})

test('no row holds the request_uri', async (t) => {
  const app = await application(house, PUSHES)
  const { body } = await send(house, '/oidc/request', await pushed(app), basic(app))
  const id = String(body['request_uri']).split(':').at(-1) ?? ''
  const rows = await house.db.owner.knex('oidc_pushed_authorization_request').select() as unknown[]
  t.false(JSON.stringify(rows).includes(id))
})

test('of many tabs that open one request_uri at once on two nodes one gets a code', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  const app = await application(nodes, PUSHES)
  const jar = cookieJar()
  const push = async () => client.buildAuthorizationUrlWithPAR(app.config, (await request(app)).parameters)
  await signIn(jar, await push(), await demoPerson(nodes.db.app, 'PNS di sekolah'))
  const url = await push()
  nodes.balancer.hold(8)
  const answers = await Promise.all(Array.from({ length: 8 }, () => jar.fetch(url)))
  t.true(nodes.balancer.overlapped())
  const codes = answers.filter(({ headers }) => headers.get('location')?.includes('code='))
  t.is(codes.length, 1)
  t.is((await leaveFrom(jar, await push())).searchParams.has('code'), true)
})
