import type { AdapterFactory, Configuration, JWK } from 'oidc-provider'
import { ACRS } from '../domain/accounts/acr.rules.ts'
import { enabledJWA } from './algorithms.ts'
import { fetchClientKeys } from './client-keys.ts'
import { checkClientAssertion, registeredFeatures, requirePushRegistered, rotatesRefreshTokens } from './features.ts'
import { createGrantLoader } from './grants.ts'
import { SESSION_SECONDS } from './login-checks.ts'
import { createPolicy } from './policy.ts'
import { PORTAL_CLIENT_ID, type Registration, REGISTRATION_PROPERTY, registrationOf } from './registration.ts'
import { rememberRequest } from './request-memory.ts'
import { CLAIMS_BY_SCOPE } from './scopes.ts'
import type { ProtocolDependencies } from './dependencies.ts'
import { defaultResource, getResourceServerInfo, introspectionPolicy } from './resources.ts'

const MINUTES = 60
const DAYS = 24 * 60 * MINUTES

/** What we call the cookies (decision 35): `__Host-` where the issuer is https; two belong to paths of their own. */
function cookieNames(https: boolean) {
  return https
    ? {
        session: '__Host-satu_login', interaction: '__Secure-satu_login_interaksi', resume: '__Secure-satu_login_lanjut',
      }
    : { session: 'satu_login', interaction: 'satu_login_interaksi', resume: 'satu_login_lanjut' }
}

/** The pages of the identity provider itself: a client that only asks who is signed in. */
function portalClient(issuer: string) {
  return {
    client_id: PORTAL_CLIENT_ID,
    client_name: 'Banten Satu Login',
    redirect_uris: [`${issuer}/masuk/kembali`],
    post_logout_redirect_uris: [`${issuer}/`],
    response_types: ['none' as const],
    grant_types: [],
    token_endpoint_auth_method: 'none' as const,
    scope: 'openid',
    [REGISTRATION_PROPERTY]: {
      nama: 'Banten Satu Login', opd: null, host: new URL(issuer).host, state: 'aktif', eksternal: false,
      layananMandiri: true, pengujiSemua: false, penguji: [], aturanMasuk: { jenis: 'semua' }, pilot: null, pkceExempt: false, acrMinimum: null, fapi: false,
      jwtIntrospection: false, sumber: [], melayani: [],
    } satisfies Registration,
  }
}

/**
 * Every setting of the protocol in one object.
 * @param jwks private keys, the signing one of each algorithm first
 */
export function createConfiguration(
  dependencies: ProtocolDependencies, adapter: AdapterFactory, jwks: readonly JWK[],
): Configuration {
  const { issuer, cookieKeys, findAccount, pages, pairwise } = dependencies
  const https = issuer.startsWith('https:')
  const cookie = { httpOnly: true, sameSite: 'lax' as const, secure: https, signed: true, overwrite: true }
  return {
    adapter,
    clients: [portalClient(issuer)],
    jwks: { keys: [...jwks] },
    cookies: { names: cookieNames(https), keys: [...cookieKeys], long: { ...cookie, path: '/' }, short: cookie },
    routes: {
      authorization: '/oidc/auth', token: '/oidc/token', userinfo: '/oidc/me', jwks: '/oidc/jwks',
      end_session: '/oidc/session/end', revocation: '/oidc/token/revocation',
      introspection: '/oidc/token/introspection', pushed_authorization_request: '/oidc/request',
    },
    responseTypes: ['code', 'none'],
    // REQUIRED in both requests (OpenID Connect Core 3.1.2.1, RFC 6749 section 4.1.3): nobody is sent where he did not ask.
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (_ctx, client) => !registrationOf(client).pkceExempt },
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => pairwise(registrationOf(client).host, accountId),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientBasedCORS: (_ctx, origin, client) =>
      client.redirectUris?.some((uri) => URL.parse(uri)?.origin === origin) ?? false,
    extraClientMetadata: { properties: [REGISTRATION_PROPERTY] },
    claims: Object.fromEntries(Object.entries(CLAIMS_BY_SCOPE).map(([scope, names]) => [scope, [...names]])),
    scopes: ['openid', 'offline_access', ...Object.keys(CLAIMS_BY_SCOPE)],
    acrValues: [...ACRS],
    conformIdTokenClaims: true,
    enabledJWA,
    // Clocks of applications are some seconds off.
    clockTolerance: 10,
    assertJwtClientAuthClaimsAndHeader: checkClientAssertion,
    // A hook that runs for every request, whether it came by a request_uri or not.
    extraParams: { request_uri: requirePushRegistered },
    features: {
      ...registeredFeatures,
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: true, defaultResource, getResourceServerInfo },
      claimsParameter: { enabled: true },
      userinfo: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      introspection: { enabled: true, allowedPolicy: introspectionPolicy(findAccount) },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: pages.logout, postLogoutSuccessSource: pages.loggedOut },
    },
    fetch: fetchClientKeys(dependencies.outbound),
    interactions: {
      url: (ctx, interaction) => {
        rememberRequest(ctx, interaction)
        return `/masuk/${interaction.uid}`
      },
      policy: createPolicy(dependencies.admission, dependencies.onRefused, dependencies.demands),
    },
    findAccount,
    loadExistingGrant: createGrantLoader(dependencies.admission),
    // Session-bound unless offline access was registered and consented to (decision 15).
    issueRefreshToken: (_ctx, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    expiresWithSession: (_ctx, token) => Promise.resolve(!token.scopes.has('offline_access')),
    rotateRefreshToken: rotatesRefreshTokens,
    ttl: {
      AccessToken: 10 * MINUTES,
      AuthorizationCode: 1 * MINUTES,
      ClientCredentials: 10 * MINUTES,
      IdToken: 10 * MINUTES,
      Interaction: 60 * MINUTES,
      Grant: 30 * DAYS,
      Session: (_ctx, session) => remaining(session.loginTs, SESSION_SECONDS),
      RefreshToken: (ctx, token) => {
        const rotated = ctx.oidc.entities.RotatedRefreshToken
        if (rotated) return Math.max(1, rotated.remainingTTL)
        const offline = token.scopes.has('offline_access')
        return offline ? 30 * DAYS : remaining(token.authTime, SESSION_SECONDS)
      },
    },
    renderError: pages.error,
  }
}

/** @returns seconds until `total` seconds after an instant, at least one: the library refuses less */
function remaining(since: number | undefined, total: number): number {
  const now = Math.floor(Date.now() / 1000)
  return Math.max(1, (since ?? now) + total - now)
}

