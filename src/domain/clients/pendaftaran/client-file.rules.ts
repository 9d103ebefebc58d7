import type { Acr } from '../../accounts/acr.rules.ts'
import type { ClientMetadata, ClientState } from '../client.types.ts'
import type { Mistake } from '../registered-uris.rules.ts'
import { type GivenFields, readFields } from './client.schema.ts'
import { type CompleteFields, withDefaults } from './complete.rules.ts'
import { contradictions } from './contradictions.rules.ts'

/** A file of `client add` with everything that goes without saying. */
export interface Registration {
  readonly client_id: string
  readonly host: string
  readonly state: ClientState
  /** Outside the province's hosts (decision 19). */
  readonly eksternal: boolean
  readonly pkce_exempt: boolean
  /** Everybody's self-service: people whose state is `terbatas` may enter. */
  readonly layanan_mandiri: boolean
  /** Decision 17; null where a password will do. */
  readonly acr_minimum: Acr | null
  readonly metadata: ClientMetadata
}

/** What was read; `registration` is there when nothing is wrong. */
export interface ReadFile {
  readonly given: GivenFields
  readonly mistakes: readonly Mistake[]
  readonly registration?: Registration
}

/**
 * Reads the file of `client add`: OIDC client metadata and our own fields (architecture.md, "Commands").
 *
 * @param file as parsed from JSON
 * @param demo whether the instance is a demo, which alone lets everybody be a tester
 * @returns every mistake at once; whether OPD and testers exist is the caller's question
 */
export function readClientFile(file: unknown, { demo }: { demo: boolean }): ReadFile {
  const { given, mistakes } = readFields(file)
  const complete = withDefaults(given)
  const wrong = new Set(mistakes.map(rootOf))
  // A field that is wrong by itself counts as absent here, which is no second mistake.
  const all = [...mistakes, ...contradictions(complete, { demo }).filter((mistake) => !wrong.has(rootOf(mistake)))]
  return all.length > 0
    ? { given, mistakes: all }
    : { given, mistakes: all, registration: registrationOf(complete) }
}

/** Fields that stand in the metadata as they are, where they are. */
const KEPT = [
  'scope', 'backchannel_logout_uri', 'client_uri', 'contacts', 'default_max_age', 'require_auth_time',
  'token_endpoint_auth_signing_alg', 'jwks', 'jwks_uri', 'require_pushed_authorization_requests',
  'request_object_signing_alg', 'require_signed_request_object', 'authorization_signed_response_alg',
  'dpop_bound_access_tokens', 'userinfo_signed_response_alg', 'introspection_signed_response_alg',
  'id_token_encrypted_response_alg', 'id_token_encrypted_response_enc',
  'userinfo_encrypted_response_alg', 'userinfo_encrypted_response_enc',
  'introspection_encrypted_response_alg', 'introspection_encrypted_response_enc',
  'authorization_encrypted_response_alg', 'authorization_encrypted_response_enc', 'fapi', 'resources',
] as const satisfies readonly (keyof ClientMetadata & keyof CompleteFields)[]

const given = (complete: CompleteFields): Partial<ClientMetadata> =>
  Object.fromEntries(KEPT.filter((name) => complete[name] !== undefined).map((name) => [name, complete[name]]))

const rootOf = ({ field }: Mistake): string => field.split(/[.[]/)[0] ?? field

function registrationOf(complete: CompleteFields): Registration {
  const host = complete.host ?? ''
  const client_id = complete.client_id ?? host
  return {
    client_id, host, state: complete.state, eksternal: complete.eksternal, pkce_exempt: complete.pkce_exempt,
    layanan_mandiri: complete.layanan_mandiri,
    acr_minimum: complete.minimum_acr ?? null,
    metadata: {
      client_id,
      client_name: complete.client_name ?? host,
      application_type: 'web',
      subject_type: complete.subject_type,
      redirect_uris: complete.redirect_uris,
      post_logout_redirect_uris: complete.post_logout_redirect_uris,
      response_types: complete.response_types,
      grant_types: complete.grant_types,
      token_endpoint_auth_method: complete.token_endpoint_auth_method,
      id_token_signed_response_alg: complete.id_token_signed_response_alg,
      backchannel_logout_session_required: complete.backchannel_logout_uri === undefined
        ? undefined : complete.backchannel_logout_session_required ?? true,
      ...given(complete),
    },
  }
}
