import { jwtVerify } from 'jose'
import { ExpiringMap } from './expiring-map.ts'
import type { JWTPayload } from 'jose'
import type { Signer } from './discovery.ts'

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const maxAgeSeconds = 300
const toleranceSeconds = 30

/** Whose sessions a logout token ends. */
export interface LogoutNamed {
  sub?: string
  sid?: string
}

/**
 * Verifies logout tokens as OpenID Connect Back-Channel Logout 1.0 section 2.6 asks, each at most once.
 * @param clientId what `aud` must name
 * @param signer whose `iss` and keys are accepted
 * @param now the clock, in milliseconds since the epoch
 * @returns a function from the compact token to whom it names; it rejects with an Error that says which check failed
 */
export function createLogoutVerifier(
  clientId: string,
  signer: () => Promise<Signer>,
  now: () => number,
): (token: string) => Promise<LogoutNamed> {
  // A jti is kept longer than its token is accepted, so forgetting it opens nothing.
  const seen = new ExpiringMap<true>(10_000, (maxAgeSeconds + 2 * toleranceSeconds) * 1000, now)
  return async (token) => {
    const { issuer, keys } = await signer()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      maxTokenAge: maxAgeSeconds,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now()),
    })
    const named = readNamed(payload)
    const jti = readText(payload.jti) ?? ''
    if (jti === '') throw new Error('the jti is empty')
    if (seen.find(jti)) throw new Error('the jti was used before')
    seen.set(jti, true)
    return named
  }
}

/** The claims that make a signed token a logout token and not, say, an ID token (section 2.4). */
function readNamed(payload: JWTPayload): LogoutNamed {
  const events = payload.events as Record<string, unknown> | null
  const event = typeof events === 'object' ? events?.[logoutEvent] : undefined
  if (typeof event !== 'object' || event === null) throw new Error('there is no logout event')
  if ('nonce' in payload) throw new Error('a logout token has no nonce')
  const named = { sub: readText(payload.sub), sid: readText(payload.sid) }
  if (named.sub === undefined && named.sid === undefined) throw new Error('neither sub nor sid is named')
  return named
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
