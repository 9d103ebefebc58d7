import { type ClientMetadata, ENCRYPTED_ANSWERS, isProgram } from '../client.types.ts'
import { checkRedirectUri, URI_SENTENCES } from '../redirect-uri.rules.ts'
import type { Mistake } from '../registered-uris.rules.ts'
import { SERVICE_SCOPES } from '../sumber/province-api.rules.ts'
import { haveKeyFor, haveOwnKids, jwkMistake } from './jwks.rules.ts'
import { type Rule, when } from './rule.ts'

/** Rules of what is on where a registration asks for it (decision 21). */

/** What a set of keys is judged by: itself, and what its client needs keys for. */
export type KeyOwner = Pick<ClientMetadata, 'jwks' | 'token_endpoint_auth_method' | 'request_object_signing_alg'
  | `${typeof ENCRYPTED_ANSWERS[number]}_encrypted_response_alg`>

/** Whether the client proves something by its own signature: who it is, or what it asks for. */
const signs = (file: KeyOwner): boolean =>
  file.token_endpoint_auth_method === 'private_key_jwt' || file.request_object_signing_alg !== undefined

const encryptedAnswers = (file: KeyOwner) =>
  ENCRYPTED_ANSWERS.filter((answer) => file[`${answer}_encrypted_response_alg`] !== undefined)

const KEYS_ARE_FOR = 'goes with private_key_jwt, signed requests or encrypted answers'

/** Keys are registered for a purpose, inline or at one address of the client's own host. */
const keysForAPurpose: Rule = (file) => {
  const { jwks, jwks_uri } = file
  const needed = signs(file) || encryptedAnswers(file).length > 0
  const check = jwks_uri === undefined ? undefined
    : checkRedirectUri(jwks_uri, { host: file.host ?? '', state: file.state })
  return [
    ...when(needed && !jwks && !jwks_uri, 'jwks',
      'must be given, or jwks_uri, for what is signed by or encrypted to it'),
    ...when(!needed && jwks !== undefined, 'jwks', KEYS_ARE_FOR),
    ...when(!needed && jwks_uri !== undefined, 'jwks_uri', KEYS_ARE_FOR),
    ...when(jwks !== undefined && jwks_uri !== undefined, 'jwks_uri', 'must not stand beside jwks'),
    ...check === undefined || check.ok ? [] : [{ field: 'jwks_uri', message: URI_SENTENCES[check.reason] }],
  ]
}

/** @returns what is wrong with the keys of a client, each by itself and all together */
export function keyMistakes(file: KeyOwner): Mistake[] {
  const { jwks } = file
  if (jwks === undefined) return []
  const mistakes = jwks.keys.flatMap((key, index) => {
    const message = jwkMistake(key)
    return message === undefined ? [] : [{ field: `jwks.keys[${index}]`, message }]
  })
  if (mistakes.length > 0) return mistakes
  return [
    ...when(!haveOwnKids(jwks.keys), 'jwks.keys', 'must each have a kid of their own'),
    ...when(signs(file) && !haveKeyFor(jwks.keys, 'sig'), 'jwks.keys', 'must have a key for signatures'),
    ...encryptedAnswers(file).flatMap((answer) => {
      const alg = file[`${answer}_encrypted_response_alg`] ?? ''
      const kty = alg.startsWith('RSA') ? 'RSA' : 'EC'
      return when(!haveKeyFor(jwks.keys, 'enc', kty), 'jwks.keys', `must have a key of type ${kty} for ${alg}`)
    }),
  ]
}

const signedRequests: Rule = ({ require_signed_request_object: required, request_object_signing_alg: alg }) =>
  when(required === true && alg === undefined, 'request_object_signing_alg',
    'must be given with require_signed_request_object')

/** An `enc` by itself encrypts nothing. */
const encWithAlg: Rule = (file) => ENCRYPTED_ANSWERS.flatMap((answer) => {
  const field = `${answer}_encrypted_response_enc` as const
  const lonely = file[field] !== undefined && file[`${answer}_encrypted_response_alg`] === undefined
  return when(lonely, field, `goes with ${answer}_encrypted_response_alg`)
})

/** RFC 6749 section 4.4: a program for itself, known by a proof, at a resource server that it named. */
const machine: Rule = ({ grant_types, token_endpoint_auth_method: method, resources = {} }) => {
  const asks = grant_types.includes('client_credentials')
  return [
    ...when(asks && method === 'none', 'token_endpoint_auth_method', 'must not be none with client_credentials'),
    ...when(asks && Object.keys(resources).length === 0, 'resources', 'must name a resource with client_credentials'),
  ]
}

/** What writes in everybody's name belongs to a program that nobody signs in to. */
const serviceAlone: Rule = ({ grant_types, resources = {} }) => {
  const isService = isProgram(grant_types)
  return Object.entries(resources).flatMap(([identifier, scopes]) => {
    const kept = scopes.filter((scope) => SERVICE_SCOPES.includes(scope))
    return when(!isService && kept.length > 0, `resources["${identifier}"]`,
      `may have ${kept.join(', ')} only where client_credentials is the only grant`)
  })
}

export const FEATURE_RULES: readonly Rule[] = [keysForAPurpose, (file) => keyMistakes(file), signedRequests, encWithAlg, machine, serviceAlone]
