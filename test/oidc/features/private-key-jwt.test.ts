import test from 'ava'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  type AppKey, appKey, type Application, application, assertion, goThrough, inSeconds, jwksOf, outcome, request, send,
} from './support.ts'

// Client authentication by a signed assertion (RFC 7523; OpenID Connect Core, 9).
const file = fileScope(test)
let house: House
let key: AppKey
let app: Application

const byKey = (own: AppKey) => ({ token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(own) })

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  key = await appKey()
  app = await application(house, byKey(key), key)
})

/** Introspection of nothing: authentication is all that can fail. */
const introspect = async (from: House, fields: Record<string, string>) =>
  outcome(await send(from, '/oidc/token/introspection', { token: 'x', ...fields }))

for (const alg of ['ES256', 'PS256', 'RS256']) {
  test(`a client signs in people and proves itself with ${alg}`, async (t) => {
    const own = await appKey(alg)
    const party = await application(house, byKey(own), own)
    const { parameters, checks } = await request(party)
    const callback = await goThrough(house, client.buildAuthorizationUrl(party.config, parameters))
    t.truthy((await client.authorizationCodeGrant(party.config, callback, checks)).claims()?.sub)
  })
}

test('audience is the issuer or the token endpoint, one or among others', async (t) => {
  for (const aud of [house.issuer, `${house.issuer}/oidc/token`, ['https://lain.example', house.issuer]]) {
    t.is(await introspect(house, await assertion(house, app, key, { aud })), '200 ok', String(aud))
  }
})

const wrong: [string, Record<string, unknown>][] = [
  ['over', { exp: inSeconds(-60) }],
  ['without an end', { exp: undefined }],
  ['good for a day', { exp: inSeconds(86_400) }],
  ['good for ever', { exp: 1e300 }],
  ['not yet valid', { nbf: inSeconds(120) }],
  ['dated in the future', { iat: inSeconds(120) }],
  ['for another service', { aud: 'https://lain.example' }],
  ['without audience', { aud: undefined }],
  ['without jti', { jti: undefined }],
  ['with a jti that is no text', { jti: { a: 1 } }],
  ['with a jti without end', { jti: 'j'.repeat(300) }],
  ['of another issuer', { iss: 'skp.bantenprov.go.id' }],
]
for (const [name, change] of wrong) {
  test(`refused: an assertion ${name}`, async (t) => {
    t.is(await introspect(house, await assertion(house, app, key, change)), '401 invalid_client')
  })
}

test('refused: a foreign key, another algorithm, another client\'s assertion, garbage', async (t) => {
  const foreign = { ...await appKey(), kid: key.kid }
  t.is(await introspect(house, await assertion(house, app, foreign)), '401 invalid_client')
  t.is(await introspect(house, await assertion(house, app, await appKey('RS256'))), '401 invalid_client')
  const other = await application(house, byKey(key), key)
  const theirs = await assertion(house, other, key)
  t.is(await introspect(house, { ...theirs, client_id: app.clientId }), '400 invalid_request')
  for (const jwt of ['x', 'a.b.c', '..']) {
    t.is(await introspect(house, { ...theirs, client_id: app.clientId, client_assertion: jwt }), '400 invalid_request', jwt)
  }
})

test('a client registered with another method may not prove itself so', async (t) => {
  const plain = await application(house, {})
  t.is(await introspect(house, await assertion(house, plain, key)), '401 invalid_client')
})

test('an assertion is used once', async (t) => {
  const once = await assertion(house, app, key)
  t.is(await introspect(house, once), '200 ok')
  t.is(await introspect(house, once), '401 invalid_client')
})

test('two clients may use the same jti, and a name is not mixed up with a jti', async (t) => {
  const other = await application(house, byKey(key), key)
  t.is(await introspect(house, await assertion(house, app, key, { jti: 'sama' })), '200 ok')
  t.is(await introspect(house, await assertion(house, other, key, { jti: 'sama' })), '200 ok')
})

test('of many uses of one assertion at once on two nodes one passes', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  const party = await application(nodes, byKey(key), key)
  const once = await assertion(nodes, party, key)
  nodes.balancer.hold(8)
  const answers = await Promise.all(Array.from({ length: 8 }, () => introspect(nodes, once)))
  t.true(nodes.balancer.overlapped())
  t.deepEqual(answers.sort(), ['200 ok', ...Array<string>(7).fill('401 invalid_client')])
})
