import test from 'ava'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { issueSecret, suspendClient } from '../../../src/domain/clients/index.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type Application, application, basic, goThrough, type JsonAnswer, outcome, refusal, request, send } from './support.ts'

// Resource indicators (RFC 8707), JWT access tokens (RFC 9068), and who may introspect and revoke what.
const file = fileScope(test)
const API = 'https://api.bantenprov.go.id'
const OPAQUE = 'https://skp.bantenprov.go.id/api'
const RESOURCES = { [API]: ['kepegawaian:baca'], [OPAQUE]: ['skp:baca'] }
let house: House
/** The resource server of OPAQUE, by the one secret that it has. */
let server: (token: string) => Promise<JsonAnswer>

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  await house.db.owner.knex('resource_server').insert({
    identifier: OPAQUE, nama: 'API SKP', scopes: ['skp:baca', 'skp:tulis'], format: 'opaque',
    client_id: 'skp.bantenprov.go.id',
  })
  server = await asServer('skp.bantenprov.go.id')
})

const reader = (more: object = {}) => application(house, {
  resources: RESOURCES, grant_types: ['authorization_code', 'refresh_token'], ...more,
})

/** Signs in for a resource. @returns the tokens, for the resource when it is named again at the token endpoint */
async function enter(app: Application, resource: string, scope: string) {
  const { parameters, checks } = await request(app, { resource, scope })
  const callback = await goThrough(house, client.buildAuthorizationUrl(app.config, parameters))
  return client.authorizationCodeGrant(app.config, callback, checks, { resource })
}

test('a person\'s token for a resource server is a JWT for it alone', async (t) => {
  const app = await reader()
  const tokens = await enter(app, API, 'openid profile kepegawaian:baca skp:baca')
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/oidc/jwks`))
  const { payload } = await jwtVerify(tokens.access_token, keys, { audience: API, typ: 'at+jwt', algorithms: ['ES256'] })
  t.like(payload, { sub: tokens.claims()?.sub, client_id: app.clientId, scope: 'kepegawaian:baca' })
  t.is((await fetch(`${house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status, 401)
  const plain = await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '')
  const sub = tokens.claims()?.sub ?? ''
  t.is((await client.fetchUserInfo(app.config, plain.access_token, sub)).sub, sub)
  const again = await client.refreshTokenGrant(app.config, plain.refresh_token ?? '', { resource: API })
  t.is(decodeJwt(again.access_token).aud, API)
})

test('a resource that was not registered, or is nobody\'s, is no target', async (t) => {
  const app = await application(house, {})
  for (const resource of [API, 'https://lain.example', 'bukan-uri', `${API}#x`]) {
    const { parameters } = await request(app, { resource })
    t.is((await refusal(client.buildAuthorizationUrl(app.config, parameters)))?.['error'], 'invalid_target', resource)
  }
  const party = await reader({ resources: { [API]: ['kepegawaian:baca'] } })
  const { parameters, checks } = await request(party, { resource: API })
  const callback = await goThrough(house, client.buildAuthorizationUrl(party.config, parameters))
  await t.throwsAsync(client.authorizationCodeGrant(party.config, callback, checks, { resource: OPAQUE }))
})

test('a scope of the API that was not registered is not in the token', async (t) => {
  const tokens = await enter(await reader(), OPAQUE, 'openid skp:baca skp:tulis')
  t.is(tokens.scope, 'skp:baca')
})

test('a registration that loses a resource, or the resource server its scope, loses it at the next token', async (t) => {
  const app = await reader()
  const tokens = await enter(app, API, 'openid kepegawaian:baca')
  await house.db.owner.knex('client').where({ client_id: app.clientId })
    .update({ metadata: house.db.owner.knex.raw(`metadata - 'resources'`) })
  await house.heard()
  await t.throwsAsync(client.refreshTokenGrant(app.config, tokens.refresh_token ?? '', { resource: API }))

  const other = 'https://sementara.bantenprov.go.id'
  await house.db.owner.knex('resource_server').insert({ identifier: other, nama: 'API', scopes: ['a:baca', 'a:tulis'] })
  const program = await application(house, {
    host: 'mesin.bantenprov.go.id', redirect_uris: [], response_types: [], scope: undefined,
    grant_types: ['client_credentials'], resources: { [other]: ['a:baca', 'a:tulis'] },
  })
  const ask = async () => (await client.clientCredentialsGrant(program.config, { scope: 'a:baca a:tulis' })).scope
  t.is(await ask(), 'a:baca a:tulis')
  await house.db.owner.knex('resource_server').where({ identifier: other }).update({ scopes: ['a:baca'] })
  await house.heard()
  await t.throwsAsync(ask())
})

/** Introspection by anybody, with the secret that an operator issues. */
async function asServer(clientId: string): Promise<(token: string) => Promise<JsonAnswer>> {
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, clientId)
  const headers = { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` }
  return (token) => send(house, '/oidc/token/introspection', { token }, headers)
}

test('an opaque token is told to its client and to the resource server of its audience, to nobody else', async (t) => {
  const app = await reader()
  const tokens = await enter(app, OPAQUE, 'openid skp:baca')
  const stranger = await asServer('bkd.bantenprov.go.id')
  t.like((await server(tokens.access_token)).body, {
    active: true, client_id: app.clientId, aud: OPAQUE, scope: 'skp:baca', sub: tokens.claims()?.sub,
  })
  t.deepEqual((await stranger(tokens.access_token)).body, { active: false })
  t.true((await send(house, '/oidc/token/introspection', { token: tokens.access_token }, basic(app))).body['active'])
  // A refresh token has no audience, and neither has a token for userinfo.
  t.deepEqual((await server(tokens.refresh_token ?? '')).body, { active: false })
  const plain = await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '')
  t.deepEqual((await server(plain.access_token)).body, { active: false })
})

test('a token of a suspended client is not active, and no error', async (t) => {
  const app = await reader()
  const tokens = await enter(app, OPAQUE, 'openid skp:baca')
  await suspendClient(house.db.app, house.clock, app.clientId, 'uji')
  await house.heard()
  const { status, body } = await server(tokens.access_token)
  t.is(status, 200)
  t.deepEqual(body, { active: false })
})

test('a pairwise client is known by its own sub in introspection and in JWTs', async (t) => {
  const app = await reader({ subject_type: 'pairwise' })
  const opaque = await enter(app, OPAQUE, 'openid skp:baca')
  const sub = opaque.claims()?.sub
  t.is((await server(opaque.access_token)).body['sub'], sub)
  t.is((await client.tokenIntrospection(app.config, opaque.access_token)).sub, sub)
  t.is(decodeJwt((await enter(app, API, 'openid kepegawaian:baca')).access_token).sub, sub)
  const openly = await enter(await reader(), API, 'openid kepegawaian:baca')
  t.not(openly.claims()?.sub, sub)
})

test('a client revokes its own tokens alone', async (t) => {
  const [app, other] = [await reader(), await reader()]
  const tokens = await enter(app, OPAQUE, 'openid skp:baca')
  const revoke = (by: Application) => send(house, '/oidc/token/revocation', { token: tokens.access_token }, basic(by))
  await revoke(other)
  t.true((await client.tokenIntrospection(app.config, tokens.access_token)).active)
  t.is((await revoke(app)).status, 200)
  t.false((await client.tokenIntrospection(app.config, tokens.access_token)).active)
})

test('a JWT cannot be taken back, and says so: it is over in ten minutes', async (t) => {
  const app = await reader()
  const { access_token: token } = await enter(app, API, 'openid kepegawaian:baca')
  t.is(outcome(await send(house, '/oidc/token/revocation', { token }, basic(app))), '400 unsupported_token_type')
  const { exp, iat } = decodeJwt(token)
  t.is(Number(exp) - Number(iat), 600)
})
