import test from 'ava'
import { decodeProtectedHeader, SignJWT } from 'jose'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  type AppKey, appKey, type Application, application, assertion, basic, goThrough, proof, refusal, request, send,
} from './support.ts'

// One client that registered nothing of decision 21, at each feature in turn: which error says no.
const file = fileScope(test)
let house: House
let app: Application
let key: AppKey
let accessToken: string

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  app = await application(house, {})
  key = await appKey()
  const { parameters, checks } = await request(app)
  const callback = await goThrough(house, client.buildAuthorizationUrl(app.config, parameters))
  accessToken = (await client.authorizationCodeGrant(app.config, callback, checks)).access_token
})

type Told = Readonly<Record<string, unknown>>

const authorize = async (extra: Record<string, string>): Promise<Told> =>
  await refusal(client.buildAuthorizationUrl(app.config, (await request(app, extra)).parameters)) ?? {}
const token = async (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Told> =>
  (await send(house, '/oidc/token', fields, { ...basic(app), ...headers })).body

const signedRequest = async (): Promise<string> => new SignJWT({ iss: app.clientId, aud: house.issuer, client_id: app.clientId })
  .setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey)

const rows: [feature: string, attempt: () => Promise<Told>, error: string, description: RegExp][] = [
  ['PAR', async () => {
    const { parameters } = await request(app)
    const fields = { ...parameters, client_id: app.clientId, response_type: 'code' }
    return (await send(house, '/oidc/request', fields, basic(app))).body
  }, 'unauthorized_client', /did not register require_pushed_authorization_requests/],
  ['JAR', async () => authorize({ request: await signedRequest() }),
    'request_not_supported', /did not register request_object_signing_alg/],
  ['JARM', () => authorize({ response_mode: 'jwt' }), 'invalid_request', /response_mode is not allowed for this client/],
  ['DPoP', async () => token(
    { grant_type: 'authorization_code', code: 'x', redirect_uri: app.redirectUri },
    { dpop: await proof(key, `${house.issuer}/oidc/token`) },
  ), 'invalid_dpop_proof', /did not register dpop_bound_access_tokens/],
  ['private_key_jwt', async () => (await send(house, '/oidc/token', {
    grant_type: 'refresh_token', refresh_token: 'x', ...await assertion(house, app, key),
  })).body, 'invalid_client', /client authentication failed/],
  ['client credentials', () => token({ grant_type: 'client_credentials' }),
    'invalid_request', /grant type is not allowed for this client/],
  ['refresh', () => token({ grant_type: 'refresh_token', refresh_token: 'x' }),
    'invalid_request', /grant type is not allowed for this client/],
  ['resource indicators', () => authorize({ resource: 'https://api.bantenprov.go.id' }),
    'invalid_target', /did not register the requested resource/],
  ['JWT introspection', async () => (await send(house, '/oidc/token/introspection', { token: accessToken }, {
    ...basic(app), accept: 'application/token-introspection+jwt',
  })).body, 'invalid_request', /did not register introspection_signed_response_alg/],
  ['another scope', () => authorize({ scope: 'openid pegawai' }), 'invalid_scope', /scope is not allowed/],
]

for (const [feature, attempt, error, description] of rows) {
  test(`${feature} without its registration: ${error}`, async (t) => {
    const told = await attempt()
    t.is(told['error'], error)
    t.regex(String(told['error_description']), description)
  })
}

test('what has no request of its own is simply not there: JWT userinfo, encryption, FAPI', async (t) => {
  const answer = await fetch(`${house.issuer}/oidc/me`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/jwt' },
  })
  t.is(answer.headers.get('content-type'), 'application/json; charset=utf-8')
  const { parameters, checks } = await request(app)
  const callback = await goThrough(house, client.buildAuthorizationUrl(app.config, parameters))
  const tokens = await client.authorizationCodeGrant(app.config, callback, checks)
  t.is(decodeProtectedHeader(tokens.id_token ?? '').enc, undefined)
  t.is(tokens.token_type, 'bearer')
})
