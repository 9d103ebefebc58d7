/** What a JWT that a client signed must say beside what the library checks; times in seconds since 1970. */
export interface ProofClaims {
  readonly iat?: unknown
  readonly nbf?: unknown
  readonly exp?: unknown
  readonly jti?: unknown
  readonly aud?: unknown
}

/** FAPI 2.0 Security Profile, 5.3.2.1: clocks differ by seconds, not by more than a minute. */
const AHEAD_SECONDS = 60
const LONGEST_SECONDS = 60 * 60
const LONGEST_JTI = 255

const later = (value: unknown, than: number): boolean => typeof value === 'number' && value > than

/** @returns what is wrong with the time of any signed JWT, undefined when nothing is */
export function futureMistake({ iat, nbf }: ProofClaims, now: number): string | undefined {
  return later(iat, now + AHEAD_SECONDS) || later(nbf, now + AHEAD_SECONDS) ? 'is dated in the future' : undefined
}

/**
 * Client assertions (RFC 7523): short-lived, told apart by a plain `jti`.
 * @param issuer the only audience of a FAPI client, as one string (5.3.2.1); undefined for the others
 * @returns what is wrong, undefined when nothing is
 */
export function assertionMistake(claims: ProofClaims, issuer: string | undefined, now: number): string | undefined {
  if (issuer !== undefined && claims.aud !== issuer) return 'audience (aud) must equal the issuer identifier url'
  if (typeof claims.jti !== 'string' || claims.jti.length > LONGEST_JTI) return 'jti must be a short string'
  if (later(claims.exp, now + LONGEST_SECONDS)) return 'exp must be within an hour'
  return futureMistake(claims, now)
}

/**
 * Request objects (RFC 9101). FAPI clients say from when to when they ask, an hour at most (FAPI 2.0 Message Signing).
 * @returns what is wrong, undefined when nothing is
 */
export function requestObjectMistake(claims: ProofClaims, isFapi: boolean, now: number): string | undefined {
  if (isFapi) {
    const missing = (['exp', 'aud', 'nbf'] as const).find((name) => claims[name] === undefined)
    if (missing) return `Request Object is missing the '${missing}' claim`
    const seconds = Number(claims.exp) - Number(claims.nbf)
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) return "Request Object 'exp' claim too far from 'nbf' claim"
  }
  return futureMistake(claims, now)
}
