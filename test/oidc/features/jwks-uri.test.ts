import type { RequestListener } from 'node:http'
import test from 'ava'
import * as client from 'openid-client'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope, type Scope } from '../../helpers/scope.ts'
import { listen } from '../../helpers/server.ts'
import {
  type AppKey, appKey, type Application, application, assertion, basic, goThrough, jwksOf, outcome, request, send,
} from './support.ts'

// Keys at an address of the client's own host (RFC 7591, 2), read through the one way out.
const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

/** An application on trial that serves its keys, and counts how often it is asked. */
async function served(scope: Scope, answer: RequestListener) {
  let asked = 0
  const { port } = new URL(await listen(scope, (incoming, response) => {
    asked += 1
    answer(incoming, response)
  }))
  const app = await application(house, {
    redirect_uris: [`http://localhost:${port}/callback`], token_endpoint_auth_method: 'private_key_jwt',
    jwks_uri: `http://localhost:${port}/jwks`,
  }, await appKey())
  return { app, asked: () => asked }
}

const json = (body: () => unknown, headers: Record<string, string> = {}): RequestListener => (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body()))
}

const proves = async (app: Application, key: AppKey) =>
  outcome(await send(house, '/oidc/token/introspection', { token: 'x', ...await assertion(house, app, key) }))

test('a client is known by the keys that its address has, read once a minute at most', async (t) => {
  const key = await appKey()
  const { app, asked } = await served(t, json(() => jwksOf(key), { 'cache-control': 'max-age=31536000' }))
  t.is(await proves(app, key), '200 ok')
  t.is(await proves(app, key), '200 ok')
  t.is(await proves(app, await appKey()), '401 invalid_client')
  t.is(asked(), 1)
})

const answers: [string, RequestListener][] = [
  ['is no JSON', (_request, response) => response.end('bukan')],
  ['has no keys', json(() => ({}))],
  ['has a symmetric key', json(() => ({ keys: [{ kty: 'oct', k: 'AAAA' }] }))],
  ['has a private key', json(() => ({ keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'c' }] }))],
  ['leads elsewhere', (_request, response) => response.writeHead(302, { location: 'http://localhost:1/' }).end()],
  ['is huge', (_request, response) => response.end(`{"keys":[],"x":"${'x'.repeat(200_000)}"}`)],
  ['is an error', (_request, response) => response.writeHead(500).end()],
  ['breaks off', (request) => request.socket.destroy()],
]
for (const [name, answer] of answers) {
  test(`an address whose answer ${name} proves nothing and harms nobody`, async (t) => {
    const { app } = await served(t, answer)
    t.is(await proves(app, await appKey()), '401 invalid_client')
  })
}

test('where nothing can be encrypted nothing is told, and nobody gets a 500', async (t) => {
  const { port } = new URL(await listen(t, (_request, response) => response.writeHead(503).end()))
  const at = { redirect_uris: [`http://localhost:${port}/callback`], jwks_uri: `http://localhost:${port}/jwks` }
  const idToken = await application(house, { ...at, id_token_encrypted_response_alg: 'ECDH-ES' })
  const { parameters, checks } = await request(idToken)
  const callback = await goThrough(house, client.buildAuthorizationUrl(idToken.config, parameters))
  const told = await send(house, '/oidc/token', {
    grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '', redirect_uri: idToken.redirectUri,
    code_verifier: checks.pkceCodeVerifier,
  }, basic(idToken))
  t.is(outcome(told), '400 invalid_client_metadata')
  t.false('access_token' in told.body)

  const answer = await application(house, { ...at, authorization_encrypted_response_alg: 'ECDH-ES' })
  const silent = await request(answer, { prompt: 'none', response_mode: 'jwt' })
  const url = client.buildAuthorizationUrl(answer.config, silent.parameters)
  t.is((await cookieJar().fetch(url)).status, 400)
})

test('an address outside OUTBOUND_CIDRS is never asked', async (t) => {
  const key = await appKey()
  const app = await application(house, {
    redirect_uris: ['https://luar.bantenprov.go.id/callback'], token_endpoint_auth_method: 'private_key_jwt',
    jwks_uri: 'https://luar.bantenprov.go.id/jwks',
  }, key)
  t.is(await proves(app, key), '401 invalid_client')
})
