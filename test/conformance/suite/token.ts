import type { ExecutionContext } from 'ava'
import type { Op, SuiteClient } from './op.ts'

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** Form parameters and header with which the client says who it is. */
function authentication({ id, secret, auth }: SuiteClient): { form: Record<string, string>; headers: Record<string, string> } {
  if (auth === 'client_secret_post') return { form: { client_id: id, client_secret: secret }, headers: {} }
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')
  return { form: {}, headers: { authorization: `Basic ${basic}` } }
}

/** Calls the token endpoint as the client. */
export async function callToken(op: Op, client: SuiteClient, params: Record<string, string>): Promise<TokenAnswer> {
  const { form, headers } = authentication(client)
  const response = await fetch(op.metadata.token_endpoint, {
    method: 'POST', headers, body: new URLSearchParams({ ...params, ...form }),
  })
  return { status: response.status, headers: response.headers, body: await response.json() as TokenAnswer['body'] }
}

/** Redeems a code. @param more for the module that proves possession with a code_verifier */
export function redeem(op: Op, client: SuiteClient, code: string, more: Record<string, string> = {}): Promise<TokenAnswer> {
  return callToken(op, client, { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, ...more })
}

export function refresh(op: Op, client: SuiteClient, token: string): Promise<TokenAnswer> {
  return callToken(op, client, { grant_type: 'refresh_token', refresh_token: token })
}

export interface Tokens {
  readonly accessToken: string
  readonly idToken: string
  readonly refreshToken: string | undefined
}

/** What the suite demands of every good answer (RFC 6749 section 5.1, OpenID Connect Core 3.1.3.3). */
export function checkTokens(t: ExecutionContext, { status, headers, body }: TokenAnswer): Tokens {
  t.is(status, 200, JSON.stringify(body))
  t.regex(headers.get('content-type') ?? '', /^application\/json(;|$)/)
  t.regex(headers.get('cache-control') ?? '', /no-store/)
  t.is(String(body['token_type']).toLowerCase(), 'bearer')
  t.true(Number.isInteger(body['expires_in']) && Number(body['expires_in']) > 0, 'expires_in is a number of seconds')
  const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = body
  for (const token of [accessToken, idToken]) t.is(typeof token, 'string')
  if (refreshToken !== undefined) t.regex(refreshToken as string, /^[\x20-\x7e]+$/, 'RFC 6749 A.17')
  return { accessToken: String(accessToken), idToken: String(idToken), refreshToken: refreshToken as string | undefined }
}

/** What the suite demands of every refusal (RFC 6749 section 5.2). */
export function checkTokenError(t: ExecutionContext, { status, headers, body }: TokenAnswer, error: string): void {
  t.is(status, 400, JSON.stringify(body))
  t.regex(headers.get('content-type') ?? '', /^application\/json(;|$)/)
  t.is(body['error'], error)
  t.regex((body['error_description'] ?? '') as string, /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, 'RFC 6749 A.8')
}
