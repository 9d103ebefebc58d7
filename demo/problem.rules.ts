import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import * as pages from './problem.catalogue.ts'
import type { ProblemPage } from './problem.ts'
import type { ProviderError } from './provider-error.ts'

// RFC 6749 section 4.1.2.1, OIDC Core 3.1.2.6, OpenID Connect Core Error Code unmet_authentication_requirements 1.0.
const authorizationErrors = new Map<string, ProblemPage>([
  ['access_denied', pages.refused],
  ['login_required', pages.notSignedIn],
  ['interaction_required', pages.notSignedIn],
  ['consent_required', pages.notSignedIn],
  ['account_selection_required', pages.notSignedIn],
  ['unmet_authentication_requirements', pages.tooWeak],
  ['server_error', pages.away],
  ['temporarily_unavailable', pages.away],
])

// openid-client's codes for "no usable answer came at all".
const unanswered = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])

/**
 * The page for a call to the provider that failed: whose fault it is, and what to do.
 * @returns status 400 where the person can act, 502 where the provider or the registration is at fault
 */
export function explain(error: ProviderError): ProblemPage {
  return { ...choosePage(error), code: readCode(error.cause) }
}

/** True when the provider said that the tokens, and so the person's session there, are over. */
export function endsSession({ stage, cause }: ProviderError): boolean {
  if (cause instanceof WWWAuthenticateChallengeError) return stage === 'userinfo' && cause.status === 401
  return stage === 'refresh' && cause instanceof ResponseBodyError && cause.error === 'invalid_grant'
}

function choosePage(error: ProviderError): ProblemPage {
  const { stage, cause } = error
  if (endsSession(error)) return pages.sessionEnded
  if (stage === 'discovery') return pages.away
  if (cause instanceof AuthorizationResponseError) return authorizationErrors.get(cause.error) ?? pages.wrongSettings
  if (cause instanceof ResponseBodyError || cause instanceof WWWAuthenticateChallengeError) {
    if (cause instanceof ResponseBodyError && cause.error === 'invalid_grant') return pages.unknownSignIn
    return cause.status >= 500 ? pages.away : pages.wrongSettings
  }
  // A dead network is a TypeError of fetch.
  if (cause instanceof TypeError) return pages.away
  if (cause instanceof ClientError && unanswered.has(cause.code ?? '')) return pages.away
  return pages.untrusted
}

// An error code comes from outside: only what looks like one is shown.
function readCode(cause: unknown): string | undefined {
  const { error, code, cause: deeper } = (cause ?? {}) as { error?: unknown; code?: unknown; cause?: unknown }
  const named = error ?? code ?? (deeper as { code?: unknown } | undefined)?.code
  return typeof named === 'string' && /^[A-Za-z_]{1,60}$/.test(named) ? named : undefined
}
