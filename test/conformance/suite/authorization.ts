import { randomBytes } from 'node:crypto'
import type { ExecutionContext } from 'ava'
import { type CookieJar, cookieJar } from '../../helpers/cookie-jar.ts'
import { type Trip, travel } from './browser.ts'
import type { Op, SuiteClient } from './op.ts'

/** An authorization request as the suite makes it; a parameter that is undefined is left out. */
export interface AuthorizationRequest {
  readonly client: SuiteClient
  readonly params: Readonly<Record<string, string | undefined>>
  readonly url: URL
}

export const random = (bytes = 10): string => randomBytes(bytes).toString('hex')

/** @param change parameters that the module adds, replaces or (undefined) leaves out */
export function authorizationRequest(
  { metadata, responseMode, client: first }: Op, change: Record<string, string | undefined> = {}, client = first,
): AuthorizationRequest {
  const params = {
    client_id: client.id, redirect_uri: client.redirectUri, scope: 'openid', state: random(), nonce: random(),
    response_type: 'code', response_mode: responseMode === 'form_post' ? 'form_post' : undefined, ...change,
  }
  const url = new URL(metadata.authorization_endpoint)
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value)
  return { client, params, url }
}

/** Sends the suite's browser to the authorization endpoint. @param init for the module that sends the request by POST */
export function authorize(
  op: Op, { url }: AuthorizationRequest, { jar = cookieJar(), ...init }: RequestInit & { jar?: CookieJar } = {},
): Promise<Trip> {
  return travel(jar, url, op.person, init)
}

/**
 * What the suite demands of every answer at the redirect URI, good or bad: the right place, the way that was asked for,
 * the request's state, the issuer (RFC 9207) and nothing else in the URL.
 */
export function checkAnswer(t: ExecutionContext, op: Op, request: AuthorizationRequest, { end }: Trip): URLSearchParams {
  if (end.kind === 'page') throw new Error(`the browser is at a page (${end.status}), not at the application`)
  const { origin, pathname, hash } = end.url
  t.is(origin + pathname, request.client.redirectUri, 'the answer comes to the redirect URI of the request')
  t.is(hash, '', 'nothing of an answer of the code flow stands in the fragment')
  t.is(end.by, op.responseMode === 'form_post' ? 'form' : 'redirect', 'the answer comes in the response_mode of the request')
  if (end.by === 'form') t.is(end.url.search, '', 'form_post leaves the query alone')
  t.is(end.params.get('state'), request.params['state'] ?? null, 'the state comes back as it was sent')
  t.is(end.params.get('iss'), op.metadata.issuer, 'iss names the issuer')
  return end.params
}

/** A good answer. @returns its code */
export function checkCode(t: ExecutionContext, op: Op, request: AuthorizationRequest, trip: Trip): string {
  const params = checkAnswer(t, op, request, trip)
  t.is(params.get('error'), null, 'the request succeeds')
  const code = params.get('code') ?? ''
  // RFC 6749 section 10.10: 128 bits; base64url carries six in a character.
  t.true(code.length >= 22, 'the code is too long to be guessed')
  t.deepEqual([...params.keys()].sort(), ['code', 'iss', ...request.params['state'] === undefined ? [] : ['state']],
    'the answer has no unexpected parameter')
  return code
}

/** An answer that refuses. @param errors those that the module accepts */
export function checkRefusal(
  t: ExecutionContext, op: Op, request: AuthorizationRequest, trip: Trip, errors: readonly string[],
): void {
  const params = checkAnswer(t, op, request, trip)
  t.is(params.get('code'), null, 'a refusal brings no code')
  t.true(errors.includes(params.get('error') ?? ''), `error is one of ${errors.join(', ')}, not ${params.get('error')}`)
  t.regex(params.get('error_description') ?? '', /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, 'RFC 6749 A.8')
}
