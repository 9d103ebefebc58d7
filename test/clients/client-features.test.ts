import test from 'ava'
import { jwkOf, keys, minimal, read, withoutPeople } from './client-file.ts'

/** What a registration can ask for (decision 21), and what may not stand together. */

test('what FAPI 2.0 demands goes without saying', (t) => {
  const { registration, mistakes } = read({ ...minimal, fapi: '2.0', jwks: { keys: [jwkOf('p256')] } })
  t.deepEqual(mistakes, [])
  t.like(registration?.metadata, {
    fapi: '2.0', token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
    dpop_bound_access_tokens: true, require_pushed_authorization_requests: true, id_token_signed_response_alg: 'ES256',
  })
})

test('an encrypted answer is signed inside, and its content encrypted by an AEAD', (t) => {
  const { registration, mistakes } = read({
    ...minimal, jwks: { keys: [{ ...jwkOf('rsa'), use: 'enc' }] }, userinfo_encrypted_response_alg: 'RSA-OAEP-256',
  })
  t.deepEqual(mistakes, [])
  t.like(registration?.metadata, {
    userinfo_encrypted_response_enc: 'A256GCM', userinfo_signed_response_alg: 'RS256',
  })
})

test('a program for itself has a host, an API and a secret, and no person\'s scope', (t) => {
  const { registration, mistakes } = read({
    opd: '920600000000000', host: 'mesin.bantenprov.go.id', grant_types: ['client_credentials'], response_types: [],
    resources: { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] },
  })
  t.deepEqual(mistakes, [])
  t.is(registration?.client_id, 'mesin.bantenprov.go.id')
  t.like(registration?.metadata, {
    grant_types: ['client_credentials'], redirect_uris: [], subject_type: 'public', scope: undefined,
  })
})

const api = { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] }
const signedAnswers = { request_object_signing_alg: 'ES256' }
const fapi = { fapi: '2.0', jwks: { keys: [jwkOf('p256')] } }

const wrong: [name: string, change: object, field: string][] = [
  ['a program that names no API', { ...withoutPeople, grant_types: ['client_credentials'] }, 'resources'],
  ['a program that proves nothing', {
    ...withoutPeople, grant_types: ['client_credentials'], resources: api, token_endpoint_auth_method: 'none',
  }, 'token_endpoint_auth_method'],
  ['a program without a host', {
    response_types: [], redirect_uris: [], grant_types: ['client_credentials'], resources: api,
  }, 'host'],
  ['a scope of an API with a blank', { resources: { 'https://api.example': ['a b'] } }, 'resources.https://api.example[0]'],
  ['signed requests without keys', signedAnswers, 'jwks'],
  ['signed requests by the secret', { request_object_signing_alg: 'HS256' }, 'request_object_signing_alg'],
  ['signatures demanded, none registered', { require_signed_request_object: true }, 'request_object_signing_alg'],
  ['keys twice', { ...keys(jwkOf('p256')), jwks_uri: 'https://app.bantenprov.go.id/jwks' }, 'jwks_uri'],
  ['keys on another host', { ...signedAnswers, jwks_uri: 'https://evil.example/jwks' }, 'jwks_uri'],
  ['keys by plain http', { ...signedAnswers, jwks_uri: 'http://app.bantenprov.go.id/jwks' }, 'jwks_uri'],
  ['an address of keys for nothing', { jwks_uri: 'https://app.bantenprov.go.id/jwks' }, 'jwks_uri'],
  ['encryption without a key', { id_token_encrypted_response_alg: 'ECDH-ES' }, 'jwks'],
  ['encryption to a key of another type', {
    id_token_encrypted_response_alg: 'RSA-OAEP-256', jwks: { keys: [jwkOf('p256')] },
  }, 'jwks.keys'],
  ['RSA1_5', { userinfo_encrypted_response_alg: 'RSA1_5' }, 'userinfo_encrypted_response_alg'],
  ['encryption by the secret', { id_token_encrypted_response_alg: 'dir' }, 'id_token_encrypted_response_alg'],
  ['CBC', { introspection_encrypted_response_enc: 'A128CBC-HS256' }, 'introspection_encrypted_response_enc'],
  ['an enc by itself', { authorization_encrypted_response_enc: 'A256GCM' }, 'authorization_encrypted_response_enc'],
  ['an unknown profile', { fapi: '1.0' }, 'fapi'],
  ['FAPI without keys', { fapi: '2.0' }, 'jwks'],
  ['FAPI with RS256', { ...fapi, id_token_signed_response_alg: 'RS256' }, 'id_token_signed_response_alg'],
  ['FAPI with bearer tokens', { ...fapi, dpop_bound_access_tokens: false }, 'dpop_bound_access_tokens'],
  ['FAPI in the browser', { ...fapi, require_pushed_authorization_requests: false },
    'require_pushed_authorization_requests'],
  ['FAPI by a secret', { fapi: '2.0', token_endpoint_auth_method: 'client_secret_basic',
    token_endpoint_auth_signing_alg: undefined, jwks: undefined }, 'token_endpoint_auth_method'],
  ['FAPI without code', { ...fapi, response_types: ['none'] }, 'response_types'],
  ['FAPI without PKCE', { ...fapi, pkce_exempt: true }, 'pkce_exempt'],
  ['FAPI by http', { ...fapi, redirect_uris: ['http://localhost:3001/cb'] }, 'redirect_uris[0]'],
]

for (const [name, change, field] of wrong) {
  test(`one mistake, named ${field}: ${name}`, (t) => {
    const file: unknown = JSON.parse(JSON.stringify({ ...minimal, ...change }))
    t.deepEqual(read(file).mistakes.map((mistake) => mistake.field), [field])
    t.is(read(file).registration, undefined)
  })
}
