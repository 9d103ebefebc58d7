import { createHash, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { type CookieJar, cookieJar } from '../../helpers/cookie-jar.ts'
import { random } from './authorization.ts'
import { type Trip, travel } from './browser.ts'
import type { FapiClient, FapiOp } from './fapi-op.ts'

/** How the suite speaks FAPI 2.0: pushed requests, private_key_jwt, DPoP. */

export interface JsonAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export type Params = Readonly<Record<string, string | undefined>>

/** Form parameters without those that are undefined. */
const given = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined))

export async function postForm(url: string, params: Params, headers: Record<string, string> = {}): Promise<JsonAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(given(params)) })
  const text = await response.text()
  const body = text.startsWith('{') ? JSON.parse(text) as JsonAnswer['body'] : {}
  return { status: response.status, headers: response.headers, body }
}

/** Seconds since 1970, from now. */
export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

export interface AssertionChange {
  /** Claims that are replaced, or (undefined) left out. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly alg?: string
  readonly key?: CryptoKey
}

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Who the client is, as form parameters. */
export async function assertionOf(
  { metadata }: FapiOp, { id, key, alg, kid }: FapiClient, change: AssertionChange = {},
): Promise<Params> {
  const claims = {
    iss: id, sub: id, aud: metadata.issuer, jti: random(), iat: inSeconds(0), exp: inSeconds(60), ...change.claims,
  }
  const jwt = await new SignJWT(claims).setProtectedHeader({ alg: change.alg ?? alg, kid }).sign(change.key ?? key)
  return { client_assertion_type: ASSERTION_TYPE, client_assertion: jwt }
}

/** A key that access tokens are bound to. */
export interface DpopKey { readonly privateKey: CryptoKey; readonly jwk: JWK; readonly jkt: string }

export async function drawDpopKey(): Promise<DpopKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  return { privateKey, jwk, jkt: await calculateJwkThumbprint(jwk) }
}

export interface ProofChange {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: Readonly<Record<string, unknown>>
  readonly signWith?: CryptoKey
}

const hashOf = (accessToken: string): string => createHash('sha256').update(accessToken).digest('base64url')

/** A DPoP proof (RFC 9449 section 4.2). @param of the request it is for, with the access token it brings */
export function proofOf(
  key: DpopKey, of: { readonly method?: string; readonly url: string; readonly accessToken?: string },
  { claims = {}, header = {}, signWith = key.privateKey }: ProofChange = {},
): Promise<string> {
  const bound = of.accessToken === undefined ? {} : { ath: hashOf(of.accessToken) }
  return new SignJWT({ htm: of.method ?? 'POST', htu: of.url, jti: random(), iat: inSeconds(0), ...bound, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk, ...header }).sign(signWith)
}

/** An authorization request with PKCE, before it is pushed. */
export interface FapiRequest {
  readonly client: FapiClient
  readonly params: Params
  readonly verifier: string
}

/** @param change parameters that the module adds, replaces or (undefined) leaves out */
export function fapiRequest(client: FapiClient, change: Params = {}): FapiRequest {
  const verifier = randomBytes(32).toString('base64url')
  return {
    client, verifier,
    params: {
      client_id: client.id, redirect_uri: client.redirectUri, response_type: 'code', scope: 'openid profile',
      state: random(), nonce: random(), code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256', ...change,
    },
  }
}

export interface PushOptions {
  readonly authentication?: Params
  /** A proof goes with the request: the code will be bound to its key. */
  readonly dpop?: string
}

/** Pushes a request. */
export async function push(op: FapiOp, { client, params }: FapiRequest, options: PushOptions = {}): Promise<JsonAnswer> {
  const { authentication = await assertionOf(op, client), dpop } = options
  return postForm(op.metadata.pushed_authorization_request_endpoint, { ...params, ...authentication },
    dpop === undefined ? {} : { dpop })
}

/** Sends a browser with what was pushed. @param outside parameters beside client_id and request_uri */
export function follow(
  op: FapiOp, client: FapiClient, requestUri: string,
  { outside = {}, jar = cookieJar(), agree = true }: { outside?: Params; jar?: CookieJar; agree?: boolean } = {},
): Promise<Trip> {
  const url = new URL(op.metadata.authorization_endpoint)
  url.search = new URLSearchParams(given({ client_id: client.id, request_uri: requestUri, ...outside })).toString()
  return travel(jar, url, op.person, { agree })
}

export interface TokenOptions {
  readonly authentication?: Params
  /** Undefined sends no proof. */
  readonly key?: DpopKey | undefined
  readonly proof?: ProofChange
}

/** Calls the token endpoint as the client, with a DPoP proof. */
export async function callToken(
  op: FapiOp, client: FapiClient, params: Params, { authentication, key, proof }: TokenOptions,
): Promise<JsonAnswer> {
  const url = op.metadata.token_endpoint
  const headers: Record<string, string> = key === undefined ? {} : { dpop: await proofOf(key, { url }, proof) }
  return postForm(url, { ...params, ...authentication ?? await assertionOf(op, client) }, headers)
}

/** The token request for a code. */
export const codeParams = (client: FapiClient, code: string, verifier: string | undefined): Params => ({
  grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, code_verifier: verifier,
})

/** Asks the protected resource of the suite's configuration, which is userinfo. */
export async function askResource(
  { metadata }: FapiOp, accessToken: string, key: DpopKey | undefined,
  { scheme = 'DPoP', proof, headers = {} }: { scheme?: string; proof?: ProofChange; headers?: Record<string, string> } = {},
): Promise<Response> {
  const url = metadata.userinfo_endpoint
  const proven = key === undefined ? {} : { dpop: await proofOf(key, { method: 'GET', url, accessToken }, proof) }
  return fetch(url, { headers: { authorization: `${scheme} ${accessToken}`, ...proven, ...headers } })
}
