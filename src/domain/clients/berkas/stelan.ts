import type { Acr } from '../../accounts/acr.rules.ts'
import type { AuthMethod, ClientMetadata } from '../client.types.ts'

/** What the files for one client are filled in with; everything in it may be read by anybody. */
export interface Stelan {
  /** Without a slash at its end. */
  readonly issuer: string
  readonly clientId: string
  /** Of the application, as people know it. */
  readonly nama: string
  readonly redirectUri: string
  /** Registered address on the same origin to come back to after a logout; undefined where there is none. */
  readonly setelahKeluar: string | undefined
  readonly backchannelUri: string | undefined
  /** Space-separated. */
  readonly scope: string
  readonly caraKlien: AuthMethod
  readonly alg: 'RS256' | 'ES256'
  readonly acrMinimum: Acr | null
}

/** What is known of a client whose files are wanted. */
export interface StelanSource {
  readonly metadata: ClientMetadata
  readonly acrMinimum: Acr | null
  /** Of its application. */
  readonly nama: string
}

const originOf = (uri: string): string => new URL(uri).origin

/**
 * @param issuer of this instance
 * @param wanted which of its redirect URIs: a client on trial has some on localhost too; the first unless registered
 * @returns what the files are filled in with, undefined for a program that nobody signs in to
 */
export function stelanOf({ metadata, acrMinimum, nama }: StelanSource, issuer: string, wanted?: string): Stelan | undefined {
  const redirectUri = metadata.redirect_uris.find((uri) => uri === wanted) ?? metadata.redirect_uris[0]
  if (redirectUri === undefined) return undefined
  const there = (uri: string | undefined): boolean => uri !== undefined && originOf(uri) === originOf(redirectUri)
  return {
    issuer, clientId: metadata.client_id, nama, redirectUri,
    setelahKeluar: metadata.post_logout_redirect_uris.find(there),
    backchannelUri: there(metadata.backchannel_logout_uri) ? metadata.backchannel_logout_uri : undefined,
    // None of the files keeps a refresh token.
    scope: (metadata.scope ?? 'openid').split(' ').filter((scope) => scope !== 'offline_access').join(' '),
    caraKlien: metadata.token_endpoint_auth_method, alg: metadata.id_token_signed_response_alg, acrMinimum,
  }
}
