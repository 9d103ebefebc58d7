import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client'

export type Claims = Record<string, unknown>

/** What the token endpoint gave. `expiresAt` is the access token's end in seconds since the epoch. */
export interface Tokens {
  idToken: string
  idClaims: Claims & { sub: string }
  accessToken: string
  refreshToken?: string
  scope: string
  expiresAt?: number
}

export const requestedScope = 'openid profile email pegawai opd jabatan peran'

/**
 * Reads an answer that openid-client has verified; what it leaves out stays as it was in `before`.
 * @param now milliseconds since the epoch
 * @throws Error when there is no ID token, or a refreshed one speaks of another person (OIDC Core 12.2)
 */
export function readTokens(
  answer: TokenEndpointResponse & TokenEndpointResponseHelpers,
  now: number,
  before?: Tokens,
): Tokens {
  const idClaims = answer.claims() ?? before?.idClaims
  const idToken = answer.id_token ?? before?.idToken
  if (!idClaims || !idToken) throw new Error('the answer holds no ID token')
  if (before && idClaims.sub !== before.idClaims.sub) throw new Error('the refreshed ID token names another person')
  const seconds = answer.expiresIn()
  return {
    idToken,
    idClaims: { ...idClaims },
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    scope: answer.scope ?? before?.scope ?? requestedScope,
    expiresAt: seconds === undefined ? undefined : Math.floor(now / 1000) + seconds,
  }
}
