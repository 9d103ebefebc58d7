import { cookieJar } from '../../helpers/cookie-jar.ts'
import { random } from '../suite/authorization.ts'
import { travel } from '../suite/browser.ts'
import { askResource, drawDpopKey, fapiRequest, follow, type Params, push } from '../suite/fapi.ts'
import { authorizeFapi, checkCallback, checkPushed, checkRefused, completeFapi } from '../suite/fapi-flow.ts'
import type { FapiOp } from '../suite/fapi-op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about authorization requests: what must succeed, what may, and what must not. */

/** The whole flow succeeds with this request. */
const succeeds = (change: () => Params = () => ({}), outside: () => Params = () => ({})): Module<FapiOp> =>
  async ({ t }, op) => { await completeFapi(t, op, { change: change(), outside: outside() }) }

/** The person does not agree: each client hears access_denied, with a state of 128 characters unharmed. */
const personRejects: Module<FapiOp> = async ({ t }, op) => {
  for (const client of [op.first, op.second]) {
    const request = fapiRequest(client, { state: random(64) })
    const requestUri = checkPushed(t, await push(op, request))
    const own = checkCallback(t, op, request, await follow(op, client, requestUri, { agree: false }))
    t.is(own.get('error'), 'access_denied')
    t.deepEqual([...own.keys()].filter((name) => !/^(error|error_description|state|iss)$/.test(name)), [])
  }
}

/** Without state the answer has none. */
const withoutState: Module<FapiOp> = async ({ t }, op) => {
  const { trip } = await completeFapi(t, op, { change: { state: undefined } })
  t.true(trip.end.kind === 'application' && !trip.end.params.has('state'))
}

/** A state outside the pushed request is not used: the answer has none. */
const stateOutside: Module<FapiOp> = async ({ t }, op) => {
  await completeFapi(t, op, { change: { state: undefined }, outside: { state: random() } })
}

/** A pushed request that is refused at once. */
const refusedAtPush = (change: Params, errors: readonly string[] = ['invalid_request', 'invalid_request_object']): Module<FapiOp> =>
  async ({ t }, op) => { checkRefused(t, await push(op, fapiRequest(op.first, change)), errors) }

/** An address that was not registered: a server may take it from a client that proves itself; this one does not. */
const unregisteredRedirectUri = refusedAtPush({ redirect_uri: 'https://www.certification.openid.net/test/a/banten-satu-login/lain' })

/** response_type other than code. */
const RESPONSE_TYPE_ERRORS = ['unsupported_response_type', 'invalid_request', 'unauthorized_client']

/** A request that was not pushed: invalid_request at the redirect URI, or an error page. */
const withoutPar: Module<FapiOp> = async ({ t }, op) => {
  const request = fapiRequest(op.first)
  const url = new URL(op.metadata.authorization_endpoint)
  url.search = new URLSearchParams(request.params as Record<string, string>).toString()
  const trip = await travel(cookieJar(), url, op.person)
  t.is(trip.passwords, 0)
  t.is(checkCallback(t, op, request, trip).get('error'), 'invalid_request')
}

/** All of claims_supported asked for by `claims`, in both places, with some that nobody knows. */
const identityClaims: Module<FapiOp> = async ({ t, should }, op) => {
  t.true(op.metadata['claims_parameter_supported'])
  const standard = ['name', 'given_name', 'family_name', 'email', 'email_verified', 'gender', 'zoneinfo', 'locale',
    'phone_number', 'phone_number_verified', 'updated_at']
  const supported = (op.metadata['claims_supported'] as string[]).filter((name) => standard.includes(name))
  t.true(supported.length > 0)
  const asked = Object.fromEntries([...supported, random()].map((name, index) => [name, index % 2 === 0 ? null : { essential: false }]))
  const { tokens, key } = await completeFapi(t, op, {
    change: { claims: JSON.stringify({ id_token: asked, userinfo: asked, [random()]: { [random()]: null } }) },
  })
  const userinfo = await (await askResource(op, tokens.accessToken, key)).json() as Record<string, unknown>
  const missing = supported.filter((name) => !(name in userinfo) && !(name in tokens.idToken))
  should(missing.length === 0, `each claim comes in the ID token or at userinfo, also ${missing.join(', ')}`)
}

/** Two clients complete the flow, the second with dpop_jkt; neither gets far with the other's key. */
const happyFlow: Module<FapiOp> = async ({ t }, op) => {
  const first = await completeFapi(t, op)
  t.is((await fetch(`${op.metadata.userinfo_endpoint}?access_token=${first.tokens.accessToken}`)).status, 400,
    'an access token in the query is not accepted')
  for (const accept of ['application/json; charset=utf-8', 'application/json, */*;q=0.1']) {
    t.is((await askResource(op, first.tokens.accessToken, first.key, { headers: { accept } })).status, 200, accept)
  }
  const key = await drawDpopKey()
  const second = await completeFapi(t, op, { client: op.second, key, change: { dpop_jkt: key.jkt, nonce: random(22).slice(0, 43) } })
  t.is((await askResource(op, second.tokens.accessToken, first.key)).status, 401)
}

/** The same parameters again beside the request_uri do no harm, and different ones count for nothing. */
const onlyTheRequestUri: Module<FapiOp> = async ({ t }, op) => {
  const { trip } = await authorizeFapi(t, op)
  t.is(trip.end.kind, 'application')
}

export const requests: Readonly<Record<string, Module<FapiOp>>> = {
  'happy-flow': happyFlow,
  'user-rejects-authentication': personRejects,
  'ensure-authorization-request-without-state-success': withoutState,
  'ensure-authorization-request-without-nonce-success': succeeds(() => ({ nonce: undefined })),
  'ensure-authorization-request-with-64-char-nonce-success': succeeds(() => ({ nonce: random(32) })),
  'ensure-authorization-request-with-long-nonce': succeeds(() => ({ nonce: random(192) })),
  'ensure-authorization-request-with-long-state': succeeds(() => ({ state: random(192) })),
  'ensure-other-scope-order-succeeds': succeeds(() => ({ scope: 'profile openid' })),
  'test-claims-parameter-identity-claims': identityClaims,
  'ensure-different-nonce-inside-and-outside-request-object': succeeds(undefined, () => ({ nonce: random() })),
  'ensure-different-state-inside-and-outside-request-object': succeeds(undefined, () => ({ state: random() })),
  'state-only-outside-request-object-not-used': stateOutside,
  'ensure-request-object-without-redirect-uri-fails': refusedAtPush({ redirect_uri: undefined }),
  'ensure-redirect-uri-in-authorization-request': refusedAtPush({ redirect_uri: undefined }),
  'plain-fapi-tolerate-unregistered-redirect-uri': unregisteredRedirectUri,
  'ensure-unsigned-authorization-request-without-using-par-fails': withoutPar,
  'ensure-response-type-code-idtoken-fails': refusedAtPush({ response_type: 'code id_token' }, RESPONSE_TYPE_ERRORS),
  'ensure-response-type-token-fails': refusedAtPush({ response_type: 'token' }, RESPONSE_TYPE_ERRORS),
  'par-without-duplicate-parameters': onlyTheRequestUri,
}
