import test from 'ava'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { suspendClient } from '../../../src/domain/clients/index.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  appKey, type Application, application, basic, jwksOf, outcome, proof, send,
} from './support.ts'

// Programs for themselves (RFC 6749, 4.4), at a resource server that they registered.
const file = fileScope(test)
const API = 'https://api.bantenprov.go.id'
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

const machine = (more: object = {}) => ({
  host: 'mesin.bantenprov.go.id', redirect_uris: [], response_types: [], grant_types: ['client_credentials'],
  resources: { [API]: ['kepegawaian:baca'] }, scope: undefined, ...more,
})

const ask = (app: Application, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  send(house, '/oidc/token', { grant_type: 'client_credentials', ...fields }, { ...basic(app), ...headers })

async function verified(token: unknown, audience: string) {
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/oidc/jwks`))
  return jwtVerify(String(token), keys, { issuer: house.issuer, audience, typ: 'at+jwt', algorithms: ['ES256'] })
}

test('a registered program gets a JWT for its one resource server, signed with ES256 (RFC 9068)', async (t) => {
  const app = await application(house, machine())
  const tokens = await client.clientCredentialsGrant(app.config, { scope: 'kepegawaian:baca' })
  t.is(tokens.scope, 'kepegawaian:baca')
  t.is(tokens.refresh_token, undefined)
  t.is(tokens.id_token, undefined)
  const { payload } = await verified(tokens.access_token, API)
  t.like(payload, { sub: app.clientId, client_id: app.clientId, scope: 'kepegawaian:baca', aud: API })
  t.deepEqual(Object.keys(payload).sort(), ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub'])
  t.is(Number(payload.exp) - Number(payload.iat), 600)
})

test('the province\'s own API is a resource by the name of this instance', async (t) => {
  const own = `${house.issuer}/api/v1`
  const app = await application(house, machine({ resources: { [own]: ['unit:baca'] } }))
  const { body } = await ask(app, { resource: own, scope: 'unit:baca' })
  t.is((await verified(body['access_token'], own)).payload['scope'], 'unit:baca')
})

test('a client that did not register the grant may not use it', async (t) => {
  const app = await application(house, {})
  const { status, body } = await ask(app)
  t.is(status, 400)
  t.is(body['error_description'], 'requested grant type is not allowed for this client')
})

test('refused: what was not registered, and what concerns people', async (t) => {
  const two = { [API]: ['kepegawaian:baca'], [`${house.issuer}/api/v1`]: ['unit:baca'] }
  const one = await application(house, machine())
  const both = await application(house, machine({ resources: two }))
  t.is(outcome(await ask(one, { resource: `${house.issuer}/api/v1` })), '400 invalid_target')
  t.is(outcome(await ask(one, { resource: 'https://lain.example' })), '400 invalid_target')
  t.is(outcome(await ask(one, { resource: `${API}/` })), '400 invalid_target')
  t.is(outcome(await ask(one, { resource: 'bukan-uri' })), '400 invalid_target')
  t.is(outcome(await ask(both)), '400 invalid_target')
  for (const scope of ['openid', 'pegawai', 'offline_access', 'kepegawaian:tulis', 'kepegawaian:baca openid']) {
    t.is(outcome(await ask(one, { scope })), '400 invalid_scope', scope)
  }
  t.is(outcome(await ask(both, { resource: API, scope: 'unit:baca' })), '400 invalid_scope')
})

test('a token of a program opens nothing of a person', async (t) => {
  const { body } = await ask(await application(house, machine()), { scope: 'kepegawaian:baca' })
  const headers = { authorization: `Bearer ${String(body['access_token'])}` }
  t.is((await fetch(`${house.issuer}/oidc/me`, { headers })).status, 401)
})

test('a program proves itself by a key and binds its token to another', async (t) => {
  const key = await appKey()
  const app = await application(house, machine({
    token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(key), dpop_bound_access_tokens: true,
  }), key)
  const DPoP = client.getDPoPHandle(app.config, await client.randomDPoPKeyPair('ES256'))
  const tokens = await client.clientCredentialsGrant(app.config, { scope: 'kepegawaian:baca' }, { DPoP })
  t.is(tokens.token_type, 'dpop')
  t.is(typeof ((await verified(tokens.access_token, API)).payload['cnf'] as { jkt: string }).jkt, 'string')
})

test('a FAPI program gets no bearer token', async (t) => {
  const key = await appKey()
  const app = await application(house, machine({ fapi: '2.0', jwks: jwksOf(key) }), key)
  await t.throwsAsync(client.clientCredentialsGrant(app.config), { message: /server responded with an error/ })
  const DPoP = client.getDPoPHandle(app.config, await client.randomDPoPKeyPair('ES256'))
  t.is((await client.clientCredentialsGrant(app.config, {}, { DPoP })).token_type, 'dpop')
})

test('a proof from who did not register DPoP, a wrong secret and a suspended client get nothing', async (t) => {
  const app = await application(house, machine())
  const dpop = await proof(await appKey(), `${house.issuer}/oidc/token`)
  t.is(outcome(await ask(app, {}, { dpop })), '400 invalid_dpop_proof')
  t.is(outcome(await ask({ ...app, secret: 'salah' })), '401 invalid_client')
  await suspendClient(house.db.app, house.clock, app.clientId, 'uji')
  await house.heard()
  await house.heard()
  t.is(outcome(await ask(app)), '401 invalid_client')
})
