import type { ClientSignature, EncryptionAlg, EncryptionEnc, OwnSignature } from './algorithms.ts'

/** Decision 14. Only `uji` and `aktif` get past /auth; `tangguh` is suspended. */
export type ClientState = 'draf' | 'uji' | 'menunggu' | 'aktif' | 'tangguh' | 'tutup'

export type AuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials'

/** Whether a client of this authentication method proves itself with a secret of ours. */
export const usesSecret = (method: AuthMethod): boolean => method.startsWith('client_secret_')

/** Whether a client of these grants is a program for itself, which nobody signs in to. */
export const isProgram = (grants: readonly GrantType[]): boolean => grants.every((grant) => grant === 'client_credentials')

/** Answers that can be encrypted to a registered key: `<answer>_encrypted_response_alg` and `..._enc`. */
export const ENCRYPTED_ANSWERS = ['id_token', 'userinfo', 'introspection', 'authorization'] as const

type EncryptedAnswer = typeof ENCRYPTED_ANSWERS[number]

type Encryption =
  & { readonly [Answer in EncryptedAnswer as `${Answer}_encrypted_response_alg`]?: EncryptionAlg | undefined }
  & { readonly [Answer in EncryptedAnswer as `${Answer}_encrypted_response_enc`]?: EncryptionEnc | undefined }

/** What is on where a registration asks for it (decision 21); absent is off. */
interface Features extends Encryption {
  /** RFC 9126. */
  readonly require_pushed_authorization_requests?: boolean | undefined
  /** RFC 9101; without it no request object is accepted. */
  readonly request_object_signing_alg?: ClientSignature | undefined
  readonly require_signed_request_object?: boolean | undefined
  /** JARM; without it no `jwt` response mode is accepted. */
  readonly authorization_signed_response_alg?: OwnSignature | undefined
  /** RFC 9449; without it no DPoP proof is accepted. */
  readonly dpop_bound_access_tokens?: boolean | undefined
  readonly userinfo_signed_response_alg?: OwnSignature | undefined
  /** RFC 9701. */
  readonly introspection_signed_response_alg?: OwnSignature | undefined
  /** FAPI 2.0 Security Profile Final, with private_key_jwt and DPoP. */
  readonly fapi?: '2.0' | undefined
  /** RFC 8707: what it may ask of which resource server, scopes by identifier. */
  readonly resources?: Readonly<Record<string, readonly string[]>> | undefined
}

/**
 * What a client registered (OpenID Connect Dynamic Client Registration 1.0 section 2, back-channel and RP-initiated
 * logout), as it stands in `client.metadata`. No secret ever stands in it (decision 13).
 */
export interface ClientMetadata extends Features {
  readonly client_id: string
  readonly client_name: string
  readonly application_type: 'web'
  readonly subject_type: 'public' | 'pairwise'
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly response_types: readonly ('code' | 'none')[]
  readonly grant_types: readonly GrantType[]
  readonly token_endpoint_auth_method: AuthMethod
  readonly id_token_signed_response_alg: OwnSignature
  /** Absent for a client without end-user sign-in. */
  readonly scope?: string | undefined
  readonly backchannel_logout_uri?: string | undefined
  readonly backchannel_logout_session_required?: boolean | undefined
  readonly client_uri?: string | undefined
  readonly contacts?: readonly string[] | undefined
  readonly default_max_age?: number | undefined
  readonly require_auth_time?: boolean | undefined
  readonly token_endpoint_auth_signing_alg?: ClientSignature | undefined
  readonly jwks?: { readonly keys: readonly Record<string, unknown>[] } | undefined
  readonly jwks_uri?: string | undefined
}
