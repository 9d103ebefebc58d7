import { ENCRYPTED_ANSWERS } from '../client.types.ts'
import { isLocalhost, isProvinceHost } from '../host.rules.ts'
import { BASE_SCOPE } from '../scope.ts'
import type { GivenFields } from './client.schema.ts'

/** The file with its defaults; `host` is undefined when nothing tells it. */
export type CompleteFields = ReturnType<typeof withDefaults>

/**
 * Fills in what goes without saying: the host of the first redirect URI, state `uji`, the code flow with the scopes of
 * Table 1, pairwise outside the province's hosts (decision 19).
 */
export function withDefaults(given: GivenFields) {
  const host = given.host ?? hostOfFirst(given.redirect_uris)
  const eksternal = host !== undefined && !isProvinceHost(host) && !isLocalhost(host)
  const usesCode = given.grant_types?.includes('authorization_code') ?? true
  const response_types = given.response_types ?? (usesCode ? ['code' as const] : [])
  return {
    ...fapiDefaults(given, response_types.includes('code')),
    ...encryptionDefaults(given),
    ...given,
    host,
    hostIsGiven: given.host !== undefined,
    eksternal,
    state: given.state ?? 'uji',
    pkce_exempt: given.pkce_exempt ?? false,
    layanan_mandiri: given.layanan_mandiri ?? false,
    redirect_uris: given.redirect_uris ?? [],
    post_logout_redirect_uris: given.post_logout_redirect_uris ?? [],
    response_types,
    grant_types: given.grant_types ?? (response_types.includes('code') ? ['authorization_code' as const] : []),
    token_endpoint_auth_method: given.token_endpoint_auth_method
      ?? (given.fapi ? 'private_key_jwt' as const : 'client_secret_basic' as const),
    id_token_signed_response_alg: given.id_token_signed_response_alg
      ?? (given.fapi ? 'ES256' as const : 'RS256' as const),
    subject_type: given.subject_type
      ?? (eksternal && response_types.length > 0 ? 'pairwise' as const : 'public' as const),
    scope: given.scope ?? (response_types.length > 0 ? BASE_SCOPE : undefined),
  }
}

/** What the profile demands goes without saying; a file that says otherwise is refused by its rule. */
function fapiDefaults({ fapi, token_endpoint_auth_method: method }: GivenFields, usesCode: boolean): GivenFields {
  return fapi === undefined ? {} : {
    dpop_bound_access_tokens: true,
    ...((method ?? 'private_key_jwt') === 'private_key_jwt' && { token_endpoint_auth_signing_alg: 'ES256' as const }),
    ...(usesCode && { require_pushed_authorization_requests: true }),
  }
}

/** An encrypted answer is a signed one inside; the library's own choice of `enc` is not among ours. */
function encryptionDefaults(given: GivenFields): GivenFields {
  const asked = ENCRYPTED_ANSWERS.filter((answer) => given[`${answer}_encrypted_response_alg`] !== undefined)
  const signature = (answer: string): [string, string] =>
    [`${answer}_signed_response_alg`, given.fapi ? 'ES256' : 'RS256']
  const pairs = asked.flatMap((answer): [string, string][] => [
    [`${answer}_encrypted_response_enc`, 'A256GCM'],
    ...answer === 'id_token' ? [] : [signature(answer)],
  ])
  return Object.fromEntries(pairs)
}

function hostOfFirst(uris: readonly string[] | undefined): string | undefined {
  const [first] = uris ?? []
  return first !== undefined && URL.canParse(first) ? new URL(first).host || undefined : undefined
}
