import { createHash } from 'node:crypto'
import type { ExecutionContext } from 'ava'
import { createLocalJWKSet, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose'
import type { Op } from './op.ts'

export interface IdToken extends JWTPayload {
  readonly sub: string
  readonly auth_time?: number
  readonly acr?: string
  readonly sid?: string
}

/** Seconds that the suite's clock may differ. */
const SKEW = 300

const halfHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

/**
 * The checks that the suite makes on every ID token: signature with a published key that the token names, iss, aud,
 * azp, exp, iat, nonce, sub, and at_hash where it is given (OpenID Connect Core 2, 3.1.3.6 and 3.1.3.7).
 */
export async function checkIdToken(
  t: ExecutionContext, { metadata, jwks }: Pick<Op, 'metadata' | 'jwks'>, client: { readonly id: string }, token: string,
  { nonce, accessToken, alg = 'RS256' }: {
    readonly nonce: string | undefined; readonly accessToken?: string; readonly alg?: string
  },
): Promise<{ readonly claims: IdToken; readonly header: ProtectedHeaderParameters }> {
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
    issuer: metadata.issuer, audience: client.id, clockTolerance: SKEW, requiredClaims: ['sub', 'exp', 'iat'],
  })
  const claims = payload as IdToken
  t.is(protectedHeader.alg, alg, 'RS256 unless the client asked for another algorithm')
  t.truthy(protectedHeader.kid, 'the token names its key, as the provider has several')
  t.is(claims['azp'] ?? client.id, client.id, 'azp, if any, is the client')
  t.is(claims['nonce'], nonce, 'the nonce of the request, and none where none was sent')
  t.true(Math.abs(Date.now() / 1000 - (claims.iat ?? 0)) < SKEW, 'iat is now')
  t.regex(claims.sub, /^[\x20-\x7e]{1,255}$/, 'sub has at most 255 ASCII characters')
  const hash = claims['at_hash']
  if (hash !== undefined && accessToken !== undefined) t.is(hash, halfHash(accessToken), 'at_hash, if any, is right')
  return { claims, header: protectedHeader }
}
