import { FAPI_SIGNATURES } from '../algorithms.ts'
import { type Rule, when } from './rule.ts'

const allowed: readonly string[] = FAPI_SIGNATURES

/**
 * What FAPI 2.0 Security Profile Final asks of a client (5.3.2 to 5.4.1), so that a registration with `fapi` cannot be
 * less: confidential by private_key_jwt, sender-constrained by DPoP, pushed requests, code alone, no RS256 anywhere.
 */
const profile: Rule = (file) => {
  if (file.fapi === undefined) return []
  const usesCode = file.response_types.includes('code')
  const http = file.redirect_uris.findIndex((uri) => !uri.startsWith('https:'))
  const signatures = [
    'token_endpoint_auth_signing_alg', 'request_object_signing_alg', 'id_token_signed_response_alg',
    'authorization_signed_response_alg', 'userinfo_signed_response_alg', 'introspection_signed_response_alg',
  ] as const
  return [
    ...when(file.token_endpoint_auth_method !== 'private_key_jwt', 'token_endpoint_auth_method',
      'must be private_key_jwt with fapi'),
    ...when(file.dpop_bound_access_tokens !== true, 'dpop_bound_access_tokens', 'must be true with fapi'),
    ...when(usesCode && file.require_pushed_authorization_requests !== true, 'require_pushed_authorization_requests',
      'must be true with fapi'),
    ...when(file.response_types.some((type) => type !== 'code'), 'response_types', 'must be code alone with fapi'),
    ...when(file.pkce_exempt, 'pkce_exempt', 'must not be set with fapi'),
    ...when(http >= 0, `redirect_uris[${http}]`, 'must be https with fapi'),
    ...signatures.flatMap((field) => {
      const alg = file[field]
      return when(alg !== undefined && !allowed.includes(alg), field, 'must not be RS256 with fapi')
    }),
  ]
}

export const FAPI_RULES: readonly Rule[] = [profile]
