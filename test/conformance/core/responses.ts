import { authorizationRequest, authorize, checkCode, checkRefusal } from '../suite/authorization.ts'
import { completeFlow } from '../suite/flow.ts'
import { checkIdToken } from '../suite/id-token.ts'
import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'
import { checkTokens, redeem } from '../suite/token.ts'

/** Modules about the answer of the authorization endpoint and the ID token. */

/** Claims that the suite does not call unasked for in an ID token. */
const EXPECTED = [
  'iss', 'sub', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'at_hash', 'c_hash', 'nbf', 'jti', 'sid',
]

/** The plain code flow; the ID token has no claims that nobody asked for. */
const server: Module<Op> = async ({ t, should }, op) => {
  const { idToken, request } = await completeFlow(t, op)
  t.is(request.params['response_type'], 'code')
  should(!('name' in idToken), 'the ID token has no name, as userinfo gives it')
  const unasked = Object.keys(idToken).filter((name) => !EXPECTED.includes(name))
  should(unasked.length === 0, `the ID token has no claims that were not requested (${unasked.join(', ')})`)
}

/** The same with client_secret_post. */
const clientSecretPost: Module<Op> = async ({ t }, op) => {
  t.is(op.post.auth, 'client_secret_post')
  await completeFlow(t, op, { client: op.post })
}

/** Without response_type: an error at the redirect URI, or an error page. */
const responseTypeMissing: Module<Op> = async ({ t }, op) => {
  const request = authorizationRequest(op, { response_type: undefined })
  checkRefusal(t, op, request, await authorize(op, request), ['invalid_request', 'unsupported_response_type'])
}

/** A client that registers no algorithm gets RS256, and the ID token names its key. */
const idTokenSignature: Module<Op> = async ({ t, notApplicable }, op) => {
  t.false('registration_endpoint' in op.metadata)
  notApplicable('the module registers its client; there is no registration endpoint')
  const request = authorizationRequest(op)
  const tokens = checkTokens(t, await redeem(op, op.client, checkCode(t, op, request, await authorize(op, request))))
  const { header } = await checkIdToken(t, op, op.client, tokens.idToken, { nonce: request.params['nonce'] })
  t.true(op.jwks.keys.some(({ kid, kty }) => kid === header.kid && kty === 'RSA'))
}

/** An ID token with alg none for a client that registered it; skipped where discovery does not offer it. */
const idTokenUnsigned: Module<Op> = async ({ t, skip }, { metadata }) => {
  const offered = metadata['id_token_signing_alg_values_supported']
  t.true(Array.isArray(offered) && offered.includes('RS256') && !offered.includes('none'))
  skip('discovery does not list none')
  return Promise.resolve()
}

/** A request without nonce succeeds in the code flow. */
const withoutNonce: Module<Op> = async ({ t }, op) => {
  const { idToken } = await completeFlow(t, op, { change: { nonce: undefined } })
  t.false('nonce' in idToken)
}

/** An authorization request by POST, from the application's own page. */
const postRequest: Module<Op> = async ({ t }, op) => {
  const headers = { origin: new URL(op.client.redirectUri).origin, 'sec-fetch-site': 'cross-site' }
  await completeFlow(t, op, { init: { method: 'POST', headers } })
}

/** A redirect URI that is not registered: the person is told, neither address is called. */
const registeredRedirectUri: Module<Op> = async ({ t, review }, op) => {
  const request = authorizationRequest(op, { redirect_uri: `${op.client.redirectUri}/tidak-terdaftar` })
  const { end, passwords } = await authorize(op, request)
  t.like(end, { kind: 'page', status: 400 }, 'neither the wrong redirect URI nor the registered one is called')
  t.is(passwords, 0)
  review('the error page')
}

/** A parameter that nobody knows is ignored. */
const unknownParameter: Module<Op> = async ({ t }, op) => {
  await completeFlow(t, op, { change: { extra: 'foobar' } })
}

/** PKCE with S256 is accepted. */
const validPkce: Module<Op> = async ({ t }, op) => {
  const { challenge, verifier } = await pkce()
  await completeFlow(t, op, {
    change: { code_challenge: challenge, code_challenge_method: 'S256' }, redeemWith: { code_verifier: verifier },
  })
}

async function pkce(): Promise<{ verifier: string; challenge: string }> {
  const verifier = 'a1b2-c3.d4_e5~f6'.repeat(4)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return { verifier, challenge: Buffer.from(digest).toString('base64url') }
}

export const responses: Readonly<Record<string, Module<Op>>> = {
  'oidcc-server': server,
  'oidcc-server-client-secret-post': clientSecretPost,
  'oidcc-response-type-missing': responseTypeMissing,
  'oidcc-idtoken-signature': idTokenSignature,
  'oidcc-idtoken-unsigned': idTokenUnsigned,
  'oidcc-ensure-request-without-nonce-succeeds-for-code-flow': withoutNonce,
  'oidcc-ensure-post-request-succeeds': postRequest,
  'oidcc-ensure-registered-redirect-uri': registeredRedirectUri,
  'oidcc-ensure-request-with-unknown-parameter-succeeds': unknownParameter,
  'oidcc-ensure-request-with-valid-pkce-succeeds': validPkce,
}
