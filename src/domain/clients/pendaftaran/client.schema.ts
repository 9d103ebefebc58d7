import { z } from 'zod'
import { ACRS } from '../../accounts/acr.rules.ts'
import { CLIENT_SIGNATURES, ENCRYPTION_ALGS, ENCRYPTION_ENCS, OWN_SIGNATURES } from '../algorithms.ts'
import { CLIENT_ID, RESERVED_CLIENT_IDS } from '../client-id.rules.ts'
import type { Mistake } from '../registered-uris.rules.ts'

/** The fields of the file of `client add`, each by itself; what binds them together is in client-file.rules.ts. */

const uris = z.array(z.string()).max(20)

/** RFC 7517; whether the keys are public and strong enough is a rule. */
export const jwks = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(10) })

const ownSignature = z.enum(OWN_SIGNATURES)
const encryptionAlg = z.enum(ENCRYPTION_ALGS)
const encryptionEnc = z.enum(ENCRYPTION_ENCS)

/** RFC 6749 section 3.3; an identifier of RFC 8707 is compared exactly, its form is the register's business. */
const resources = z.record(z.string().max(500), z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/)).max(50))

export const fields = {
  client_id: z.string().regex(CLIENT_ID, 'must be lower-case letters, digits and . : _ -')
    .refine((id) => !RESERVED_CLIENT_IDS.includes(id), 'belongs to the pages of this service'),
  client_name: z.string().trim().min(1).max(100).regex(/^\P{Cc}*$/u, 'must have no control character'),
  opd: z.string().regex(/^[A-Za-z0-9.-]{1,50}$/, 'must be the code of a unit'),
  host: z.string(),
  state: z.enum(['uji', 'menunggu', 'aktif']),
  testers: z.union(
    [z.literal('semua'), z.array(z.string())], { error: 'must be a list of NIPs, or "semua" on a demo instance' },
  ),
  pkce_exempt: z.boolean(),
  layanan_mandiri: z.boolean(),
  minimum_acr: z.enum(ACRS, { error: `must be one of ${ACRS.join(', ')}` }),
  redirect_uris: uris,
  post_logout_redirect_uris: uris,
  backchannel_logout_uri: z.string(),
  backchannel_logout_session_required: z.boolean(),
  client_uri: z.string(),
  contacts: z.array(z.email()).max(10),
  response_types: z.array(z.enum(['code', 'none'])),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token', 'client_credentials'])),
  scope: z.string(),
  subject_type: z.enum(['public', 'pairwise']),
  application_type: z.literal('web'),
  token_endpoint_auth_method: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  token_endpoint_auth_signing_alg: z.enum(CLIENT_SIGNATURES),
  id_token_signed_response_alg: ownSignature,
  default_max_age: z.int().min(0),
  require_auth_time: z.boolean(),
  jwks,
  jwks_uri: z.string(),
  require_pushed_authorization_requests: z.boolean(),
  request_object_signing_alg: z.enum(CLIENT_SIGNATURES),
  require_signed_request_object: z.boolean(),
  authorization_signed_response_alg: ownSignature,
  dpop_bound_access_tokens: z.boolean(),
  userinfo_signed_response_alg: ownSignature,
  introspection_signed_response_alg: ownSignature,
  id_token_encrypted_response_alg: encryptionAlg,
  id_token_encrypted_response_enc: encryptionEnc,
  userinfo_encrypted_response_alg: encryptionAlg,
  userinfo_encrypted_response_enc: encryptionEnc,
  introspection_encrypted_response_alg: encryptionAlg,
  introspection_encrypted_response_enc: encryptionEnc,
  authorization_encrypted_response_alg: encryptionAlg,
  authorization_encrypted_response_enc: encryptionEnc,
  fapi: z.literal('2.0'),
  resources,
}

export type Field = keyof typeof fields

/** What the file says, field by field; a field that is absent or wrong by itself is not here. */
export type GivenFields = { readonly [Name in Field]?: z.infer<(typeof fields)[Name]> }

/**
 * Reads the file field by field.
 * @returns the fields that are good by themselves, and everything that is wrong with the others
 */
export function readFields(file: unknown): { given: GivenFields; mistakes: Mistake[] } {
  if (!isObject(file)) return { given: {}, mistakes: [{ field: 'file', message: 'must be one JSON object' }] }
  const given: Partial<Record<Field, unknown>> = {}
  const mistakes = Object.keys(file).filter((name) => !Object.hasOwn(fields, name))
    .map((field) => ({ field, message: 'is not a field of a client file' }))
  for (const name of Object.keys(fields) as Field[]) {
    if (!Object.hasOwn(file, name)) continue
    const read = fields[name].safeParse(file[name])
    if (read.success) given[name] = read.data
    else mistakes.push(...read.error.issues.map(({ path, message }) => ({ field: fieldName(name, path), message })))
  }
  if (!Object.hasOwn(file, 'opd')) mistakes.push({ field: 'opd', message: 'must be given: the code of the OPD' })
  return { given: given as GivenFields, mistakes }
}

const isObject = (file: unknown): file is Record<string, unknown> =>
  typeof file === 'object' && file !== null && !Array.isArray(file)

function fieldName(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`, name,
  )
}
