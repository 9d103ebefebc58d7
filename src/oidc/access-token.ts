import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { JWK, Provider } from 'oidc-provider'
import { OWN_SIGNATURES } from '../domain/clients/algorithms.ts'
import { registrationOf } from './registration.ts'

/** A program that was let in: it asked for itself, nobody is behind it. */
export interface ServiceToken {
  readonly clientId: string
  readonly scopes: ReadonlySet<string>
  /** Thumbprint of the key that the token is bound to (RFC 9449), undefined for a bearer token. */
  readonly jkt: string | undefined
}

const PUBLIC_MEMBERS = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e'] as const

/** @returns the public halves: what a token of ours is verified with, as everybody else does by the JWKS */
export function verificationKeys(jwks: readonly JWK[]): ReturnType<typeof createLocalJWKSet> {
  const keys = jwks.map((jwk) => Object.fromEntries(
    PUBLIC_MEMBERS.filter((member) => jwk[member] !== undefined).map((member) => [member, jwk[member]])))
  return createLocalJWKSet({ keys: keys })
}

type Said = Pick<ServiceToken, 'clientId' | 'scopes' | 'jkt'>

const wordsOf = (scope: unknown): Set<string> => new Set(typeof scope === 'string' ? scope.split(' ') : [])

/** RFC 9068, section 4; of a program's own token the subject is the client itself (section 2.2). */
async function readJwt(
  token: string, keys: ReturnType<typeof verificationKeys>, issuer: string, audience: string,
): Promise<Said | undefined> {
  const verified = await jwtVerify<JWTPayload & { client_id?: unknown; scope?: unknown; cnf?: { jkt?: unknown } }>(
    token, keys, {
      issuer, audience, typ: 'at+jwt', algorithms: [...OWN_SIGNATURES],
      requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    },
  ).catch(() => undefined)
  const { client_id: clientId, sub, scope, cnf } = verified?.payload ?? {}
  if (typeof clientId !== 'string' || sub !== clientId) return undefined
  return { clientId, scopes: wordsOf(scope), jkt: typeof cnf?.jkt === 'string' ? cnf.jkt : undefined }
}

/**
 * Reads the access token of a program at our API, whose tokens are JWTs (RFC 9068). A person's token is none. As a JWT
 * cannot be taken back, its client is asked anew at each request: whether it is open, and still has the API and the scope.
 *
 * @param audience identifier of the API
 * @returns what the token may still do, undefined when it is worth nothing
 */
export async function readServiceToken(
  token: string, { provider, keys, audience }: {
    provider: Provider; keys: ReturnType<typeof verificationKeys>; audience: string
  },
): Promise<ServiceToken | undefined> {
  const said = await readJwt(token, keys, provider.issuer, audience)
  const client = said && await provider.Client.find(said.clientId)
  if (!said || !client?.grantTypeAllowed('client_credentials')) return undefined
  const registered = registrationOf(client).sumber.find(({ identifier }) => identifier === audience)
  if (!registered) return undefined
  return { ...said, scopes: new Set([...said.scopes].filter((scope) => registered.scopes.includes(scope))) }
}
