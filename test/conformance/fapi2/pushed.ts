import { sha256 } from '../../../src/kernel/lib/ids.ts'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { assertionOf, callToken, codeParams, fapiRequest, follow, type Params, push } from '../suite/fapi.ts'
import { authorizeFapi, checkFapiCode, checkPushed, checkRefused, completeFapi } from '../suite/fapi-flow.ts'
import type { FapiOp } from '../suite/fapi-op.ts'
import type { Module, Run } from '../suite/run.ts'
import type { Trip } from '../suite/browser.ts'

/** Modules about request_uri and PKCE. */

const REQUEST_URI_ERRORS = ['invalid_request_uri', 'invalid_request', 'invalid_request_object']

/** A request_uri that is no good: an error page, or one of the errors at the redirect URI. @returns whether it was a page */
function checkRequestUriRefused({ t, review }: Run, { end, passwords }: Trip): void {
  t.is(passwords, 0, 'nobody is asked for a password')
  if (end.kind === 'page') {
    t.is(end.status, 400)
    review('the error page')
  } else {
    t.true(REQUEST_URI_ERRORS.includes(end.params.get('error') ?? ''), end.url.href)
    t.false(end.params.has('code'))
  }
}

/** Opened twice before anybody signed in: the second time goes on. */
const reopened: Module<FapiOp> = async ({ t }, op) => {
  const jar = cookieJar()
  const request = fapiRequest(op.first)
  const requestUri = checkPushed(t, await push(op, request))
  const url = new URL(op.metadata.authorization_endpoint)
  url.search = new URLSearchParams({ client_id: op.first.id, request_uri: requestUri }).toString()
  t.regex(await (await jar.follow(url)).text(), /name="sandi"/, 'the sign-in page stands there, and nothing is done')
  checkFapiCode(t, op, request, await follow(op, op.first, requestUri, { jar }))
}

/** Used up by a whole flow: not accepted again. */
const reused: Module<FapiOp> = async (run, op) => {
  const { requestUri } = await completeFapi(run.t, op)
  checkRequestUriRefused(run, await follow(op, op.first, requestUri))
}

/** Over: its row is made as old as the module would wait for. */
const expired: Module<FapiOp> = async (run, op) => {
  const request = fapiRequest(op.first)
  const requestUri = checkPushed(run.t, await push(op, request))
  await op.house.db.owner.knex.raw(
    `UPDATE oidc_pushed_authorization_request SET expires_at = expires_at - interval '10 min',
       payload = jsonb_set(payload::jsonb, '{exp}', to_jsonb((payload::jsonb->>'exp')::int - 600))::text
     WHERE id = ?`, [sha256(requestUri.split(':').at(-1) ?? '')])
  checkRequestUriRefused(run, await follow(op, op.first, requestUri))
}

/** Pushed by one client, brought by another. */
const foreign: Module<FapiOp> = async (run, op) => {
  const requestUri = checkPushed(run.t, await push(op, fapiRequest(op.first)))
  checkRequestUriRefused(run, await follow(op, op.second, requestUri))
}

/** A request_uri in a pushed request. */
const requestUriPushed: Module<FapiOp> = async ({ t }, op) => {
  const request = fapiRequest(op.first, { request_uri: 'urn:ietf:params:oauth:request_uri:lain' })
  checkRefused(t, await push(op, request), ['invalid_request', 'invalid_request_object', 'request_uri_not_supported'])
}

/** PUT instead of POST: any error of HTTP will do. */
const otherMethod: Module<FapiOp> = async ({ t }, op) => {
  const { status } = await fetch(op.metadata.pushed_authorization_request_endpoint, {
    method: 'PUT',
    body: new URLSearchParams({ ...fapiRequest(op.first).params, ...await assertionOf(op, op.first) } as Record<string, string>),
  })
  t.true(status >= 400 && status < 500, String(status))
}

const refusedAtPush = (change: Params): Module<FapiOp> => async ({ t }, op) => {
  checkRefused(t, await push(op, fapiRequest(op.first, change)), ['invalid_request'])
}

/** A code is redeemed with the verifier of its request and no other. */
const verifierMatters = (verifier: string | undefined): Module<FapiOp> => async ({ t }, op) => {
  const { code, key } = await authorizeFapi(t, op)
  checkRefused(t, await callToken(op, op.first, codeParams(op.first, code, verifier), { key }), ['invalid_grant'])
}

export const pushed: Readonly<Record<string, Module<FapiOp>>> = {
  'par-ensure-reused-request-uri-prior-to-auth-completion-succeeds': reopened,
  'par-attempt-reuse-request_uri': reused,
  'par-attempt-to-use-expired-request_uri': expired,
  'par-attempt-to-use-request_uri-for-different-client': foreign,
  'par-authorization-request-containing-request_uri-form-param': requestUriPushed,
  'par-attempt-invalid-http-method': otherMethod,
  'par-ensure-pkce-required': refusedAtPush({ code_challenge: undefined, code_challenge_method: undefined }),
  'par-plain-pkce-rejected': refusedAtPush({ code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }),
  'ensure-pkce-code-verifier-required': verifierMatters(undefined),
  'incorrect-pkce-code-verifier-rejected': verifierMatters('b'.repeat(43)),
}
