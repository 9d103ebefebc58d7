import { hostMistakes, type Mistake, uriMistakes } from '../registered-uris.rules.ts'
import { SCOPES } from '../scope.ts'
import type { CompleteFields } from './complete.rules.ts'
import { FAPI_RULES } from './fapi.rules.ts'
import { FEATURE_RULES } from './feature.rules.ts'
import { type Rule, when } from './rule.ts'

const urisOnTheHost: Rule = (file) => uriMistakes(file, file.host ?? '', file.state)

/** A host taken from a redirect URI that is refused already is not refused a second time. */
const goodHost: Rule = (file) => {
  const { host, state, redirect_uris } = file
  // That there is no redirect URI to take it from is told of the redirect URIs, where there must be one.
  if (host === undefined) return when(file.response_types.length === 0, 'host', 'must be given')
  const isKnown = !file.hostIsGiven
    && uriMistakes({ redirect_uris: redirect_uris.slice(0, 1), post_logout_redirect_uris: [] }, host, state).length > 0
  return isKnown ? [] : hostMistakes(host, state)
}

/** RFC 7591 section 2.1: the two lists tell the same story. */
const matchingGrants: Rule = ({ response_types, grant_types, redirect_uris }) => [
  ...when(grant_types.includes('authorization_code') !== response_types.includes('code'), 'grant_types',
    'must have authorization_code if, and only if, response_types has code'),
  ...when(grant_types.includes('refresh_token') && !grant_types.includes('authorization_code'), 'grant_types',
    'must have authorization_code beside refresh_token'),
  ...when(response_types.length + grant_types.length === 0, 'grant_types', 'must name at least one grant'),
  ...when(response_types.length > 0 && redirect_uris.length === 0, 'redirect_uris', 'must be given'),
]

const knownScope: Rule = ({ scope, response_types, grant_types }) => {
  if (scope === undefined) return []
  const names = scope.split(' ')
  const unknown = names.filter((name) => !SCOPES.includes(name))
  return [
    ...when(unknown.length > 0, 'scope', `has unknown names or blanks: "${unknown.join('", "')}"`),
    ...when(response_types.length > 0 && !names.includes('openid'), 'scope', 'must have openid'),
    ...when(names.includes('offline_access') && !grant_types.includes('refresh_token'), 'scope',
      'may have offline_access only with the grant refresh_token'),
  ]
}

const provenIdentity: Rule = ({ token_endpoint_auth_method: method, pkce_exempt, ...file }) => [
  ...when(method !== 'private_key_jwt' && file.token_endpoint_auth_signing_alg !== undefined,
    'token_endpoint_auth_signing_alg', 'goes with private_key_jwt alone'),
  ...when(method === 'none' && pkce_exempt, 'pkce_exempt', 'must not be set for a client that proves nothing else'),
]

/** Decision 19: one sector, which is the one registered host. */
const pairwiseOutside: Rule = ({ eksternal, subject_type, state, redirect_uris, response_types }) => {
  const hosts = new Set(redirect_uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).host))
  return [
    ...when(eksternal && response_types.length > 0 && subject_type === 'public', 'subject_type',
      'must be pairwise outside bantenprov.go.id'),
    ...when(subject_type === 'pairwise' && hosts.size > 1, 'redirect_uris',
      'must all be on one host for a pairwise client'),
    ...when(eksternal && state === 'aktif', 'state',
      'must be uji or menunggu outside bantenprov.go.id: check the host, then approve'),
  ]
}

const namedTesters: Rule = ({ testers }, { demo }) =>
  when(testers === 'semua' && !demo, 'testers', '"semua" is for a demo instance alone: name the NIPs')

const noRepetition: Rule = (file) => (['redirect_uris', 'post_logout_redirect_uris'] as const).flatMap((field) =>
  when(new Set(file[field]).size < file[field].length, field, 'must not name a URI twice'))

const RULES: readonly Rule[] = [
  goodHost, urisOnTheHost, noRepetition, matchingGrants, knownScope, provenIdentity, pairwiseOutside, namedTesters,
  ...FEATURE_RULES, ...FAPI_RULES,
]

/** @returns everything in the file that is good by itself but not together */
export function contradictions(file: CompleteFields, options: { readonly demo: boolean }): Mistake[] {
  return RULES.flatMap((rule) => rule(file, options))
}
