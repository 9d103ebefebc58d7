import { UnsecuredJWT } from 'jose'
import {
  type AssertionChange, assertionOf, callToken, codeParams, fapiRequest, inSeconds, type JsonAnswer, type Params, push,
} from '../suite/fapi.ts'
import { authorizeFapi, checkPushed, checkRefused } from '../suite/fapi-flow.ts'
import { drawClientKey, type FapiOp } from '../suite/fapi-op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about private_key_jwt: which assertions prove who the client is. */

const ERRORS = ['invalid_client', 'invalid_request']

/** Each makes an assertion that is wrong in one way; undefined is none at all. */
type Make = (op: FapiOp) => Promise<Params>

const changed = (change: (op: FapiOp) => AssertionChange): Make => (op) => assertionOf(op, op.first, change(op))
const claims = (make: (op: FapiOp) => Record<string, unknown>): Make => changed((op) => ({ claims: make(op) }))

const endpointAsAudience = (name: string): Make => claims(({ metadata }) => ({ aud: metadata[name] }))
const arrayAsAudience = claims(({ metadata }) => ({ aud: [metadata.issuer, 'https://other1.example.com'] }))
const overAMinuteAhead = claims(() => ({ iat: inSeconds(75), nbf: inSeconds(75), exp: inSeconds(120) }))
const someSecondsAhead = claims(() => ({ iat: inSeconds(8), nbf: inSeconds(8) }))
const fiveMinutesOver = claims(() => ({ iat: inSeconds(-360), exp: inSeconds(-300) }))
const wrongAudience = claims(() => ({ aud: 'https://other1.example.com' }))
const withoutSub = claims(() => ({ sub: undefined }))

/** Signed with the client's own RSA key, but as RS256. */
const rs256: Make = async (op) => {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', op.first.key)
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign'])
  return assertionOf(op, op.first, { alg: 'RS256', key })
}

const unsecured: Make = async (op) => {
  const { id } = op.first
  const jwt = new UnsecuredJWT({ iss: id, sub: id, aud: op.metadata.issuer, jti: 'tanpa', iat: inSeconds(0), exp: inSeconds(60) })
  return { ...await assertionOf(op, op.first), client_assertion: jwt.encode() }
}

const foreignKey: Make = async (op) => assertionOf(op, op.first, { key: (await drawClientKey('PS256')).key })

const withoutType: Make = async (op) => ({ ...await assertionOf(op, op.first), client_assertion_type: undefined })
const wrongType: Make = async (op) =>
  ({ ...await assertionOf(op, op.first), client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' })
const none: Make = (op) => Promise.resolve({ client_id: op.first.id })

/** Everything that the one module with all of them sends, in its order. */
const INVALID: Readonly<Record<string, Make>> = {
  'no client assertion': none,
  'client_assertion_type missing': withoutType,
  'client_assertion_type wrong': wrongType,
  'without sub': withoutSub,
  'wrong sub': claims(() => ({ sub: 'lain' })),
  'without iss': claims(() => ({ iss: undefined })),
  'wrong iss': claims(() => ({ iss: 'lain' })),
  'without aud': claims(() => ({ aud: undefined })),
  'unrelated aud': wrongAudience,
  'PAR endpoint as aud': endpointAsAudience('pushed_authorization_request_endpoint'),
  'token endpoint as aud': endpointAsAudience('token_endpoint'),
  'array as aud': arrayAsAudience,
  'exp in the past': fiveMinutesOver,
  'iat and nbf over 60 seconds in the future': overAMinuteAhead,
  'signed with RS256': rs256,
  'alg none': unsecured,
  'invalid signature': foreignKey,
}

const pushWith = async (op: FapiOp, make: Make): Promise<JsonAnswer> =>
  push(op, fapiRequest(op.first), { authentication: await make(op) })

/** Every wrong assertion is refused, one from a clock eight seconds ahead should not be, a good one is not. */
const invalidAssertions: Module<FapiOp> = async ({ t, should }, op) => {
  for (const [label, make] of Object.entries(INVALID)) {
    t.log(label)
    checkRefused(t, await pushWith(op, make), ERRORS)
  }
  should((await pushWith(op, someSecondsAhead)).status === 201, 'a clock eight seconds ahead is borne')
  checkPushed(t, await push(op, fapiRequest(op.first)))
}

/** One wrong assertion, at the PAR endpoint. */
const refusedAtPush = (make: Make): Module<FapiOp> => async ({ t }, op) => {
  checkRefused(t, await pushWith(op, make), ERRORS)
}

/** One wrong assertion, at the token endpoint. */
const refusedAtToken = (make: Make): Module<FapiOp> => async ({ t }, op) => {
  const { code, request, key } = await authorizeFapi(t, op)
  const params = codeParams(op.first, code, request.verifier)
  checkRefused(t, await callToken(op, op.first, params, { key, authentication: await make(op) }), ERRORS)
}

/** A clock eight seconds ahead should be borne. */
const skewBorne: Module<FapiOp> = async ({ should }, op) => {
  should((await pushWith(op, someSecondsAhead)).status === 201, 'a clock eight seconds ahead is borne')
}

export const assertions: Readonly<Record<string, Module<FapiOp>>> = {
  'ensure-signed-client-assertion-with-RS256-fails': refusedAtToken(rs256),
  'ensure-client-assertion-in-token-endpoint': refusedAtToken(none),
  'ensure-client-assertion-with-exp-is-5-minutes-in-past-fails': refusedAtToken(fiveMinutesOver),
  'ensure-client-assertion-with-wrong-aud-fails': refusedAtToken(wrongAudience),
  'ensure-client-assertion-with-no-sub-fails': refusedAtToken(withoutSub),
  'ensure-invalid-client-assertions-fail': invalidAssertions,
  'par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted': skewBorne,
  'par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails': refusedAtPush(overAMinuteAhead),
  'par-test-array-as-audience-fails': refusedAtPush(arrayAsAudience),
  'par-test-par-endpoint-url-as-audience-fails': refusedAtPush(endpointAsAudience('pushed_authorization_request_endpoint')),
  'par-test-token-endpoint-url-as-audience-fails': refusedAtPush(endpointAsAudience('token_endpoint')),
}
