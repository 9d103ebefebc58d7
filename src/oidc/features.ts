import type { KoaContextWithOIDC, Client, Configuration } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { assertionMistake, futureMistake, requestObjectMistake } from './proof.rules.ts'
import { registrationOf } from './registration.ts'

/**
 * What is on where a registration asks for it (decision 21). The library switches a feature on for every client; the
 * hooks below are its only places that know the client in time, and refuse whoever did not register the feature.
 */

const now = (): number => Math.floor(Date.now() / 1000)

/** RFC 9126: whoever pushes requests registered that it always does. */
export function requirePushRegistered(ctx: KoaContextWithOIDC, _value: string | undefined, client: Client): void {
  if (ctx.oidc.route === 'pushed_authorization_request' && !client.requirePushedAuthorizationRequests) {
    throw new errors.UnauthorizedClient('this client did not register require_pushed_authorization_requests')
  }
}

/** Runs for each request object, and for each pushed request, which the library keeps as an unsigned one. */
function checkRequestObject(
  ctx: KoaContextWithOIDC, claims: Record<string, unknown>, _header: unknown, client: Client,
): void {
  if (!ctx.oidc.entities.PushedAuthorizationRequest && !client.requestObjectSigningAlg) {
    throw new errors.RequestNotSupported('this client did not register request_object_signing_alg')
  }
  const mistake = requestObjectMistake(claims, registrationOf(client).fapi, now())
  if (mistake) throw new errors.InvalidRequestObject(mistake)
}

/** @throws InvalidDpopProof for a client that did not register DPoP, or a proof from the future; never asks a nonce */
function requireDpopRegistered(ctx: KoaContextWithOIDC): boolean {
  const { client } = ctx.oidc
  // At userinfo no client is known yet: there the token says whether it is bound to a key.
  if (client && !client.dpopBoundAccessTokens) {
    throw new errors.InvalidDpopProof('this client did not register dpop_bound_access_tokens')
  }
  const mistake = futureMistake(payloadOf(ctx.get('dpop')), now())
  if (mistake) throw new errors.InvalidDpopProof(`DPoP proof ${mistake}`)
  return false
}

/** @returns the claims of a JWT that nobody has verified yet, none when it is no JWT: the library says so then */
function payloadOf(jwt: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? claims as Record<string, unknown> : {}
  } catch {
    return {}
  }
}

/** private_key_jwt: the library has verified signature, issuer and audience; used once is `isFirstUse`. */
export function checkClientAssertion(
  ctx: KoaContextWithOIDC, claims: Record<string, unknown>, _header: unknown, client: Client,
): void {
  const mistake = assertionMistake(claims, registrationOf(client).fapi ? ctx.oidc.issuer : undefined, now())
  if (mistake) throw new errors.InvalidClientAuth(mistake)
}

/** FAPI 2.0 Security Profile, 5.3.2.1: no rotation for those who prove a key at each use; rotation for all others. */
export const rotatesRefreshTokens = (ctx: KoaContextWithOIDC): boolean => ctx.oidc.isFapi('2.0') === undefined

/** The library's switches of what a registration can ask for. */
export const registeredFeatures = {
  pushedAuthorizationRequests: { enabled: true },
  requestObjects: { enabled: true, assertJwtClaimsAndHeader: checkRequestObject },
  jwtResponseModes: { enabled: true },
  dPoP: { enabled: true, requireNonce: requireDpopRegistered },
  encryption: { enabled: true },
  jwtUserinfo: { enabled: true },
  jwtIntrospection: { enabled: true },
  fapi: {
    enabled: true,
    profile: (_ctx: KoaContextWithOIDC, client: Client | undefined) =>
      client && registrationOf(client).fapi ? '2.0' as const : undefined,
  },
} satisfies Configuration['features']
