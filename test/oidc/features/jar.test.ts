import test from 'ava'
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose'
import * as client from 'openid-client'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type AppKey, appKey, type Application, application, goThrough, inSeconds, jwksOf, refusal, request } from './support.ts'

// Signed authorization requests (RFC 9101).
const file = fileScope(test)
let house: House
let key: AppKey
let app: Application

const signs = (own: AppKey, more: object = {}) =>
  ({ request_object_signing_alg: own.alg, jwks: jwksOf(own), ...more })

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  key = await appKey()
  app = await application(house, signs(key))
})

async function signed({ clientId }: Application, by: AppKey, change: Record<string, unknown> = {}): Promise<URL> {
  const { parameters } = await request(app)
  const claims = {
    ...parameters, client_id: clientId, response_type: 'code', iss: clientId, aud: house.issuer, exp: inSeconds(60), ...change,
  }
  const jwt = await new SignJWT(claims).setProtectedHeader({ alg: by.alg, kid: by.kid, typ: 'oauth-authz-req+jwt' })
    .sign(by.privateKey)
  return plain(clientId, { request: jwt, ...parameters })
}

const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

const plain = (clientId: string, parameters: Record<string, string>): URL =>
  new URL(`/oidc/auth?${query({ client_id: clientId, response_type: 'code', ...parameters })}`, house.issuer)

const errorOf = async (url: URL) => (await refusal(url))?.['error']

test('a registered client signs its request', async (t) => {
  const { parameters, checks } = await request(app)
  const url = await client.buildAuthorizationUrlWithJAR(app.config, parameters, { key: key.privateKey, kid: key.kid })
  const callback = await goThrough(house, url)
  t.truthy((await client.authorizationCodeGrant(app.config, callback, checks)).claims()?.sub)
})

test('a signed request may also be pushed', async (t) => {
  const both = await application(house, signs(key, { require_pushed_authorization_requests: true }))
  const { parameters, checks } = await request(both)
  const jar = await client.buildAuthorizationUrlWithJAR(both.config, parameters, { key: key.privateKey, kid: key.kid })
  const url = await client.buildAuthorizationUrlWithPAR(both.config, jar.searchParams)
  const callback = await goThrough(house, url)
  t.truthy((await client.authorizationCodeGrant(both.config, callback, checks)).claims()?.sub)
})

test('what stands beside a signed request does not count', async (t) => {
  const url = await signed(app, key, { scope: 'openid' })
  url.searchParams.set('scope', 'openid pegawai')
  t.is((await cookieJar().follow(url)).status, 200)
})

test('a client that did not register it may not send one', async (t) => {
  const other = await application(house, { token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(key) }, key)
  t.like(await refusal(await signed(other, key)), {
    error: 'request_not_supported', error_description: 'this client did not register request_object_signing_alg',
  })
})

test('a client that registered that it always signs may not ask without', async (t) => {
  const strict = await application(house, signs(key, { require_signed_request_object: true }))
  const { parameters } = await request(strict)
  t.is(await errorOf(plain(strict.clientId, parameters)), 'invalid_request')
  t.is((await cookieJar().follow(await signed(strict, key))).status, 200)
})

const wrong: [string, Record<string, unknown>][] = [
  ['over', { exp: inSeconds(-60) }],
  ['not yet valid', { nbf: inSeconds(120) }],
  ['dated in the future', { iat: inSeconds(120) }],
  ['of another client', { iss: 'skp.bantenprov.go.id' }],
  ['for another service', { aud: 'https://lain.example' }],
  ['with another client_id inside', { client_id: 'skp.bantenprov.go.id' }],
  ['with a request inside', { request: 'x' }],
]
for (const [name, change] of wrong) {
  test(`refused: a request object ${name}`, async (t) => {
    t.is(await errorOf(await signed(app, key, change)), 'invalid_request_object')
  })
}

test('refused: signed with a foreign key, by another algorithm, or by nothing', async (t) => {
  const foreign = { ...await appKey(), kid: key.kid }
  t.is(await errorOf(await signed(app, foreign)), 'invalid_request_object')
  t.is(await errorOf(await signed(app, await appKey('RS256'))), 'invalid_request_object')
  const { parameters } = await request(app)
  const unsigned = new UnsecuredJWT({ ...parameters, iss: app.clientId, aud: house.issuer }).encode()
  t.is(await errorOf(plain(app.clientId, { ...parameters, request: unsigned })), 'invalid_request_object')
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(key.privateKey)))
  const symmetric = await new SignJWT({ ...parameters, iss: app.clientId, aud: house.issuer })
    .setProtectedHeader({ alg: 'HS256' }).sign(secret)
  t.is(await errorOf(plain(app.clientId, { ...parameters, request: symmetric })), 'invalid_request_object')
})

for (const garbage of ['x', 'a.b.c', 'a.b.c.d.e', '..', 'eyJhbGciOiJFUzI1NiJ9.bnVsbA.AA']) {
  test(`refused without a stack: ${garbage}`, async (t) => {
    const { parameters } = await request(app)
    t.is(await errorOf(plain(app.clientId, { ...parameters, request: garbage })), 'invalid_request_object')
  })
}
