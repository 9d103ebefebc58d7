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
    ...given,
    host,
    hostIsGiven: given.host !== undefined,
    eksternal,
    state: given.state ?? 'uji',
    pkce_exempt: given.pkce_exempt ?? false,
    redirect_uris: given.redirect_uris ?? [],
    post_logout_redirect_uris: given.post_logout_redirect_uris ?? [],
    response_types,
    grant_types: given.grant_types ?? (response_types.includes('code') ? ['authorization_code' as const] : []),
    token_endpoint_auth_method: given.token_endpoint_auth_method ?? 'client_secret_basic',
    subject_type: given.subject_type ?? (eksternal ? 'pairwise' : 'public'),
    scope: given.scope ?? (response_types.length > 0 ? BASE_SCOPE : undefined),
  }
}

function hostOfFirst(uris: readonly string[] | undefined): string | undefined {
  const [first] = uris ?? []
  return first !== undefined && URL.canParse(first) ? new URL(first).host || undefined : undefined
}
