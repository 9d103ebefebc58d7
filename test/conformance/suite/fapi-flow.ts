import type { ExecutionContext } from 'ava'
import type { CookieJar } from '../../helpers/cookie-jar.ts'
import type { Trip } from './browser.ts'
import {
  askResource, callToken, codeParams, type DpopKey, drawDpopKey, fapiRequest, type FapiRequest, follow, type JsonAnswer,
  type Params, proofOf, push,
} from './fapi.ts'
import type { FapiClient, FapiOp } from './fapi-op.ts'
import { checkIdToken, type IdToken } from './id-token.ts'

/** A good answer of the PAR endpoint (RFC 9126 section 2.2). @returns its request_uri */
export function checkPushed(t: ExecutionContext, { status, body }: JsonAnswer): string {
  t.is(status, 201, JSON.stringify(body))
  t.regex(body['request_uri'] as string, /^urn:ietf:params:oauth:request_uri:\S{22,}$/)
  t.true(Number.isInteger(body['expires_in']) && Number(body['expires_in']) < 600, 'request_uri lives less than ten minutes')
  return body['request_uri'] as string
}

/** A refusal of the PAR or token endpoint. @param errors those that the module accepts */
export function checkRefused(t: ExecutionContext, { status, headers, body }: JsonAnswer, errors: readonly string[]): void {
  const error = body['error'] as string
  t.true(errors.includes(error), `${status} ${JSON.stringify(body)} is none of ${errors.join(', ')}`)
  t.true(status === 400 || (status === 401 && error === 'invalid_client'), String(status))
  t.regex(headers.get('content-type') ?? '', /^application\/json(;|$)/)
  t.regex((body['error_description'] ?? '') as string, /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, 'RFC 6749 A.8')
}

/** The parameters at the redirect URI without those of its own query, with state and issuer checked. */
export function checkCallback(t: ExecutionContext, op: FapiOp, { client, params }: FapiRequest, { end }: Trip): URLSearchParams {
  if (end.kind === 'page') throw new Error(`the browser is at a page (${end.status}), not at the application`)
  const registered = new URL(client.redirectUri)
  t.is(end.url.origin + end.url.pathname, registered.origin + registered.pathname)
  t.is(end.url.hash, '')
  const own = new URLSearchParams(end.params)
  for (const [name, value] of registered.searchParams) {
    t.is(own.get(name), value, 'the query of the redirect URI is kept')
    own.delete(name)
  }
  t.is(own.get('state'), params['state'] ?? null)
  t.is(own.get('iss'), op.metadata.issuer)
  return own
}

/** A good answer at the redirect URI. @returns its code */
export function checkFapiCode(t: ExecutionContext, op: FapiOp, request: FapiRequest, trip: Trip): string {
  const own = checkCallback(t, op, request, trip)
  t.deepEqual([...own.keys()].sort(), ['code', 'iss', ...request.params['state'] === undefined ? [] : ['state']])
  t.true((own.get('code') ?? '').length >= 22)
  return own.get('code') ?? ''
}

export interface FapiOptions {
  readonly client?: FapiClient
  /** Parameters that the module changes in the pushed request. */
  readonly change?: Params
  /** Parameters at the authorization endpoint beside client_id and request_uri. */
  readonly outside?: Params
  readonly key?: DpopKey
  /** Sends a proof with the pushed request too. */
  readonly bindAtPush?: boolean
  readonly jar?: CookieJar
}

/** A browser that is back with a code which nobody has redeemed. */
export interface Authorized {
  readonly client: FapiClient
  readonly request: FapiRequest
  readonly requestUri: string
  readonly key: DpopKey
  readonly trip: Trip
  readonly code: string
}

/** The flow up to the code. */
export async function authorizeFapi(t: ExecutionContext, op: FapiOp, options: FapiOptions = {}): Promise<Authorized> {
  const { client = op.first, change = {}, outside = {}, key = await drawDpopKey(), bindAtPush = false, jar } = options
  const request = fapiRequest(client, change)
  const url = op.metadata.pushed_authorization_request_endpoint
  const requestUri = checkPushed(t, await push(op, request, bindAtPush ? { dpop: await proofOf(key, { url }) } : {}))
  const trip = await follow(op, client, requestUri, { outside, ...jar && { jar } })
  return { client, request, requestUri, key, trip, code: checkFapiCode(t, op, request, trip) }
}

export interface FapiTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly idToken: IdToken
}

/** A good answer of the token endpoint: bound to the key, ID token signed as FAPI 2.0 demands. */
export async function checkFapiTokens(
  t: ExecutionContext, op: FapiOp, { client, request }: Pick<Authorized, 'client' | 'request'>,
  { status, headers, body }: JsonAnswer,
): Promise<FapiTokens> {
  t.is(status, 200, JSON.stringify(body))
  t.regex(headers.get('cache-control') ?? '', /no-store/)
  t.is(body['token_type'], 'DPoP')
  t.true(Number(body['expires_in']) > 0)
  const accessToken = body['access_token'] as string
  const { claims } = await checkIdToken(t, op, client, body['id_token'] as string, {
    nonce: request.params['nonce'], accessToken, alg: 'ES256',
  })
  return { accessToken, refreshToken: body['refresh_token'] as string | undefined, idToken: claims }
}

/** Redeems the code with proof of the key. */
export function redeemFapi(op: FapiOp, { client, request, code, key }: Authorized): Promise<JsonAnswer> {
  return callToken(op, client, codeParams(client, code, request.verifier), { key })
}

/** The resource opens to token and key together. */
export async function checkResource(t: ExecutionContext, op: FapiOp, { accessToken, idToken }: FapiTokens, key: DpopKey): Promise<void> {
  const answer = await askResource(op, accessToken, key)
  t.is(answer.status, 200)
  t.is((await answer.json() as { sub: string }).sub, idToken.sub)
}

/** The whole flow with which a good module ends. */
export async function completeFapi(
  t: ExecutionContext, op: FapiOp, options: FapiOptions = {},
): Promise<Authorized & { readonly tokens: FapiTokens }> {
  const authorized = await authorizeFapi(t, op, options)
  const tokens = await checkFapiTokens(t, op, authorized, await redeemFapi(op, authorized))
  await checkResource(t, op, tokens, authorized.key)
  return { ...authorized, tokens }
}
