import test from 'ava'
import { SignJWT } from 'jose'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  type AppKey, appKey, type Application, application, assertion, inSeconds, jwksOf, proof, request, send,
} from './support.ts'

// Whatever a client that may do everything sends: a clear answer, never a 500.
const file = fileScope(test)
const API = 'https://api.bantenprov.go.id'
let house: House
let key: AppKey
let app: Application

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  key = await appKey()
  app = await application(house, {
    token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(key), request_object_signing_alg: 'ES256',
    require_pushed_authorization_requests: true, dpop_bound_access_tokens: true, resources: { [API]: ['kepegawaian:baca'] },
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'], authorization_signed_response_alg: 'ES256',
  }, key)
})

const ODD = ['', '\u0000', 'é', '�', '{', 'null', '[]', '%00', '-1', '1e999', ' ', '\r\nX: y', 'urn:', '//', 'a'.repeat(3000)]
const PARAMETERS = [
  'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge', 'code_challenge_method', 'response_type', 'response_mode',
  'claims', 'prompt', 'max_age', 'ui_locales', 'id_token_hint', 'login_hint', 'acr_values', 'resource', 'dpop_jkt',
  'request', 'request_uri', 'registration', 'authorization_details', 'client_id', 'client_secret', 'client_assertion',
  'client_assertion_type',
]

const push = async (change: Record<string, string>) => {
  const { parameters } = await request(app)
  return send(house, '/oidc/request', {
    ...parameters, response_type: 'code', ...await assertion(house, app, key), ...change,
  })
}

for (const name of PARAMETERS) {
  test(`an odd ${name} in a pushed request`, async (t) => {
    for (const value of ODD) {
      const { status, body } = await push({ [name]: value })
      t.true(status < 500, `${JSON.stringify(value.slice(0, 20))}: ${status} ${JSON.stringify(body)}`)
    }
  })
}

test('odd claims in a signed request', async (t) => {
  const odd: unknown[] = [null, true, 0, -1, 1e300, {}, [], ['a', 1], { a: { b: [] } }, 'x'.repeat(5000), '\u0000']
  const names = ['redirect_uri', 'scope', 'claims', 'resource', 'max_age', 'exp', 'nbf', 'iat', 'jti', 'response_type', 'prompt']
  for (const name of names) {
    for (const value of odd) {
      const { parameters } = await request(app)
      const claims = {
        ...parameters, response_type: 'code', client_id: app.clientId, iss: app.clientId, aud: house.issuer, exp: inSeconds(60),
        [name]: value,
      }
      const jwt = await new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey)
      const { status } = await push({ request: jwt })
      t.true(status < 500, `${name} ${JSON.stringify(value)}: ${status}`)
    }
  }
})

test('odd claims in an assertion and in a proof', async (t) => {
  const odd: unknown[] = [null, true, 0, -1, 1e300, {}, [], [1], '\u0000', 'x'.repeat(5000)]
  for (const name of ['iss', 'sub', 'aud', 'jti', 'iat', 'nbf', 'exp', 'htm', 'htu', 'nonce', 'ath']) {
    for (const value of odd) {
      const fields = { grant_type: 'client_credentials' }
      const dpop = await proof(key, `${house.issuer}/oidc/token`, { [name]: value })
      const proven = await send(house, '/oidc/token', { ...fields, ...await assertion(house, app, key) }, { dpop })
      const asserted = await send(house, '/oidc/token', { ...fields, ...await assertion(house, app, key, { [name]: value }) })
      t.true(Math.max(proven.status, asserted.status) < 500, `${name} ${JSON.stringify(value)}`)
    }
  }
})

test('odd resources and scopes of a program', async (t) => {
  for (const name of ['resource', 'scope']) {
    for (const value of [...ODD, API, `${API}#a`, `${API} ${API}`]) {
      const { status } = await send(house, '/oidc/token', {
        grant_type: 'client_credentials', [name]: value, ...await assertion(house, app, key),
      }, { dpop: await proof(key, `${house.issuer}/oidc/token`) })
      t.true(status < 500, `${name} ${JSON.stringify(value.slice(0, 20))}: ${status}`)
    }
  }
})
