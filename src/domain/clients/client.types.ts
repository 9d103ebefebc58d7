/** Decision 14. Only `uji` and `aktif` get past /auth; `tangguh` is suspended. */
export type ClientState = 'draf' | 'uji' | 'menunggu' | 'aktif' | 'tangguh' | 'tutup'

export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'
export type GrantType = 'authorization_code' | 'refresh_token'

/** Whether a client of this authentication method proves itself with a secret of ours. */
export const usesSecret = (method: AuthMethod): boolean => method.startsWith('client_secret_')

/**
 * What a client registered (OpenID Connect Dynamic Client Registration 1.0 section 2, back-channel and RP-initiated
 * logout), as it stands in `client.metadata`. No secret ever stands in it (decision 13).
 */
export interface ClientMetadata {
  readonly client_id: string
  readonly client_name: string
  readonly application_type: 'web'
  readonly subject_type: 'public' | 'pairwise'
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly response_types: readonly ('code' | 'none')[]
  readonly grant_types: readonly GrantType[]
  readonly token_endpoint_auth_method: AuthMethod
  readonly id_token_signed_response_alg: 'RS256' | 'ES256'
  /** Absent for a client without end-user sign-in. */
  readonly scope?: string | undefined
  readonly backchannel_logout_uri?: string | undefined
  readonly backchannel_logout_session_required?: boolean | undefined
  readonly client_uri?: string | undefined
  readonly contacts?: readonly string[] | undefined
  readonly default_max_age?: number | undefined
  readonly require_auth_time?: boolean | undefined
  readonly token_endpoint_auth_signing_alg?: 'RS256' | 'PS256' | 'ES256' | undefined
  readonly jwks?: { readonly keys: readonly Record<string, unknown>[] } | undefined
}
