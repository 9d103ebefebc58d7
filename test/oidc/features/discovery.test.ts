import test from 'ava'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'

// What discovery tells, whole, with the reason of each value: nothing more is on than a registration can ask for.
const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file) })

const OURS = ['RS256', 'ES256']
const THEIRS = ['ES256', 'PS256', 'RS256']
const ALGS = ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW']
const ENCS = ['A256GCM', 'A128GCM']
const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']

const table = (issuer: string): [name: string, value: unknown, reason: string][] => [
  ['issuer', issuer, 'no path (decision 002)'],
  ['authorization_endpoint', `${issuer}/oidc/auth`, ''],
  ['token_endpoint', `${issuer}/oidc/token`, ''],
  ['userinfo_endpoint', `${issuer}/oidc/me`, ''],
  ['jwks_uri', `${issuer}/oidc/jwks`, ''],
  ['end_session_endpoint', `${issuer}/oidc/session/end`, 'RP-initiated logout'],
  ['revocation_endpoint', `${issuer}/oidc/token/revocation`, 'own tokens alone'],
  ['introspection_endpoint', `${issuer}/oidc/token/introspection`, 'own tokens, and those of one\'s audience'],
  ['pushed_authorization_request_endpoint', `${issuer}/oidc/request`, 'PAR, for who registered it'],
  [
    'acr_values_supported',
    ['urn:bantenprov:acr:mfa', 'urn:bantenprov:acr:sandi', 'urn:bantenprov:acr:tahan-phishing'],
    'every assurance that an application may name',
  ],
  ['claims_parameter_supported', true, 'within what was approved'],
  ['code_challenge_methods_supported', ['S256'], 'plain proves nothing'],
  ['grant_types_supported', ['authorization_code', 'refresh_token', 'client_credentials'], 'no password, no implicit'],
  ['response_types_supported', ['code', 'none'], 'no token in the front channel'],
  ['response_modes_supported', ['query', 'form_post', 'jwt', 'query.jwt', 'form_post.jwt'], 'no fragment'],
  ['scopes_supported', ['openid', 'offline_access', 'profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan', 'peran'],
    'scopes of people; those of an API are its own'],
  ['subject_types_supported', ['public', 'pairwise'], 'decision 19'],
  ['authorization_response_iss_parameter_supported', true, 'RFC 9207, in every answer'],
  ['token_endpoint_auth_methods_supported', METHODS, 'no client_secret_jwt: secrets are kept as hashes'],
  ['token_endpoint_auth_signing_alg_values_supported', THEIRS, 'asymmetric'],
  ['id_token_signing_alg_values_supported', OURS, 'our keys: no HS*, no none'],
  ['userinfo_signing_alg_values_supported', OURS, 'our keys'],
  ['introspection_signing_alg_values_supported', OURS, 'our keys'],
  ['authorization_signing_alg_values_supported', OURS, 'our keys (JARM)'],
  ['request_parameter_supported', true, 'JAR, for who registered it'],
  ['request_uri_parameter_supported', false, 'nothing of a client is fetched but its keys'],
  ['request_object_signing_alg_values_supported', THEIRS, 'asymmetric, never none'],
  ['request_object_encryption_alg_values_supported', [], 'we have no key to encrypt to'],
  ['request_object_encryption_enc_values_supported', [], 'we have no key to encrypt to'],
  ['dpop_signing_alg_values_supported', ['ES256', 'PS256'], 'FAPI 2.0, from everybody'],
  ...['id_token', 'userinfo', 'introspection', 'authorization'].flatMap((answer): [string, unknown, string][] => [
    [`${answer}_encryption_alg_values_supported`, ALGS, 'no RSA1_5, no SHA-1, nothing symmetric'],
    [`${answer}_encryption_enc_values_supported`, ENCS, 'AEAD without padding'],
  ]),
  ['backchannel_logout_supported', true, ''],
  ['backchannel_logout_session_supported', true, 'sid in every ID token'],
  ['claims_supported', [
    'sub', 'acr', 'amr', 'auth_time', 'sid', 'name', 'given_name', 'family_name', 'gelar_depan', 'gelar_belakang',
    'gender', 'locale', 'zoneinfo', 'updated_at', 'email', 'email_verified', 'phone_number', 'phone_number_verified',
    'nip', 'asn', 'data_per', 'opd', 'unit_kerja', 'jabatan', 'penugasan', 'peran', 'iss',
  ], 'architecture.md, "Claims"'],
  // The library's own constants.
  ['claim_types_supported', ['normal'], 'no aggregated or distributed claims'],
]

for (const path of ['openid-configuration', 'oauth-authorization-server']) {
  test(`${path} says this and nothing else`, async (t) => {
    const told = await (await fetch(`${house.issuer}/.well-known/${path}`)).json() as Record<string, unknown>
    const expected = Object.fromEntries(table(house.issuer).map(([name, value]) => [name, value]))
    const sorted = (document: Record<string, unknown>) => Object.fromEntries(Object.entries(document)
      .map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value] as const)
      .sort(([one], [other]) => one < other ? -1 : 1))
    t.deepEqual(sorted(told), sorted(expected))
  })
}
