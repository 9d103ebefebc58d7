import { generateKeyPairSync } from 'node:crypto'
import test from 'ava'
import { readClientFile } from '../../src/domain/clients/pendaftaran/client-file.rules.ts'

/** The file of `client add` (architecture.md, "Commands"). */

const minimal = { opd: '920600000000000', redirect_uris: ['https://app.bantenprov.go.id/cb'] }

const read = (file: unknown, demo = false) => readClientFile(file, { demo })
const mistakesOf = (file: unknown, demo = false) =>
  read(file, demo).mistakes.map(({ field, message }) => `${field}: ${message}`)

const jwkOf = (kind: 'p256' | 'p384' | 'rsa' | 'short' | 'private'): Record<string, unknown> => {
  if (kind === 'p256' || kind === 'p384' || kind === 'private') {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: kind === 'p384' ? 'P-384' : 'P-256' })
    return { ...(kind === 'private' ? privateKey : publicKey).export({ format: 'jwk' }) }
  }
  const modulusLength = kind === 'rsa' ? 2048 : 1024
  return { ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }) }
}

test('what goes without saying', (t) => {
  t.deepEqual(read(minimal).mistakes, [])
  t.deepEqual(JSON.parse(JSON.stringify(read(minimal).registration)), {
    client_id: 'app.bantenprov.go.id', host: 'app.bantenprov.go.id', state: 'uji', eksternal: false, pkce_exempt: false,
    acr_minimum: null,
    metadata: {
      client_id: 'app.bantenprov.go.id', client_name: 'app.bantenprov.go.id', application_type: 'web',
      subject_type: 'public', redirect_uris: ['https://app.bantenprov.go.id/cb'], post_logout_redirect_uris: [],
      response_types: ['code'], grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'RS256',
      scope: 'openid profile opd jabatan peran',
    },
  })
})

test('everything said', (t) => {
  const jwk = { ...jwkOf('p256'), kid: 'a', use: 'sig', alg: 'ES256' }
  const file = {
    client_id: 'sppd-baru', client_name: ' SPPD Baru ', opd: '920600000000000', host: 'sppd.bantenprov.go.id:8443',
    state: 'menunggu', testers: ['19900101 201503 1 001'], pkce_exempt: true, minimum_acr: 'urn:bantenprov:acr:mfa',
    redirect_uris: ['https://sppd.bantenprov.go.id:8443/cb'],
    post_logout_redirect_uris: ['https://sppd.bantenprov.go.id:8443/'],
    backchannel_logout_uri: 'https://sppd.bantenprov.go.id:8443/keluar', backchannel_logout_session_required: false,
    client_uri: 'https://sppd.bantenprov.go.id:8443/beranda', contacts: ['sppd@bantenprov.go.id'],
    response_types: ['code', 'none'], grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid pegawai offline_access', subject_type: 'pairwise', application_type: 'web',
    token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256', default_max_age: 3600, require_auth_time: true, jwks: { keys: [jwk] },
  }
  const { mistakes, given, registration } = read(file)
  t.deepEqual(mistakes, [])
  t.deepEqual(given.testers, ['19900101 201503 1 001'])
  const {
    opd: _opd, host: _host, state: _state, testers: _testers, pkce_exempt: _exempt, minimum_acr: _acr, ...metadata
  } = file
  t.deepEqual(registration, {
    client_id: 'sppd-baru', host: 'sppd.bantenprov.go.id:8443', state: 'menunggu', eksternal: false, pkce_exempt: true,
    acr_minimum: 'urn:bantenprov:acr:mfa',
    metadata: { ...metadata, client_name: 'SPPD Baru' } as NonNullable<typeof registration>['metadata'],
  })
})

test('a client on localhost is a trial of the province, named by host and port', (t) => {
  const { registration } = read({ ...minimal, redirect_uris: ['http://localhost:3001/cb'] })
  t.like(registration, { client_id: 'localhost:3001', host: 'localhost:3001', eksternal: false, state: 'uji' })
})

test('outside the province a client is external and pairwise by itself', (t) => {
  const { registration } = read({ ...minimal, redirect_uris: ['https://app.example/cb'] })
  t.like(registration, { eksternal: true, metadata: { subject_type: 'pairwise' } })
})

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

test('a client that only asks who is signed in', (t) => {
  const { registration, mistakes } = read({ ...minimal, response_types: ['none'] })
  t.deepEqual(mistakes, [])
  t.deepEqual(registration?.metadata.grant_types, [])
})

test('everybody is a tester on a demo instance alone', (t) => {
  t.deepEqual(mistakesOf({ ...minimal, testers: 'semua' }, true), [])
  t.deepEqual(mistakesOf({ ...minimal, testers: 'semua' }), [
    'testers: "semua" is for a demo instance alone: name the NIPs',
  ])
})

test('every mistake at once, field by field', (t) => {
  const file = {
    client_id: 'Ada Spasi', client_name: '', redirect_uris: ['https://app.bantenprov.go.id/ok', 7],
    post_logout_redirect_uris: ['https://evil.example/'], host: 'app.bantenprov.go.id', state: 'tutup',
    response_types: ['code', 'id_token'], token_endpoint_auth_method: 'client_secret_jwt', pkce_exempt: 'ya',
    id_token_signed_response_alg: 'none', default_max_age: -1, contacts: ['bukan surel'], client_secret: 'x',
    logo_uri: 'https://app.bantenprov.go.id/logo.png',
  }
  const { mistakes, registration } = read(file)
  t.is(registration, undefined)
  t.deepEqual(mistakes.map(({ field }) => field).sort(), [
    'client_id', 'client_name', 'client_secret', 'contacts[0]', 'default_max_age', 'id_token_signed_response_alg',
    'logo_uri', 'opd', 'pkce_exempt', 'post_logout_redirect_uris[0]', 'redirect_uris[1]', 'response_types[1]', 'state',
    'token_endpoint_auth_method',
  ])
})

test('fields that are unknown are refused by name', (t) => {
  const unknown = JSON.parse('{ "opd": "1", "__proto__": 1, "constructor": 2, "logo_uri": "x" }') as object
  t.deepEqual(read(unknown).mistakes.map(({ field }) => field),
    ['__proto__', 'constructor', 'logo_uri', 'redirect_uris'])
})

for (const file of [null, [], 'x', 7]) {
  test(`${JSON.stringify(file)} is no client file`, (t) => {
    t.true(mistakesOf(file).includes('file: must be one JSON object'))
    t.is(read(file).registration, undefined)
  })
}

const keys = (...list: Record<string, unknown>[]) =>
  ({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: list } })

const foreign = { redirect_uris: ['https://app.example/cb'] }
const withoutPeople = { response_types: [], redirect_uris: [], host: 'a.example' }

const api = { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] }
const signedAnswers = { request_object_signing_alg: 'ES256' }
const fapi = { fapi: '2.0', jwks: { keys: [jwkOf('p256')] } }

const wrong: [string, object, string][] = [
  ['no redirect URI', { redirect_uris: undefined }, 'redirect_uris'],
  ['an empty list of redirect URIs', { redirect_uris: [], host: 'app.example' }, 'redirect_uris'],
  ['the same URI twice', { redirect_uris: [...minimal.redirect_uris, ...minimal.redirect_uris] }, 'redirect_uris'],
  ['a redirect URI on another host', { host: 'lain.bantenprov.go.id' }, 'redirect_uris[0]'],
  ['a wildcard', { redirect_uris: ['https://*.bantenprov.go.id/cb'] }, 'redirect_uris[0]'],
  ['localhost outside a trial', { state: 'aktif', redirect_uris: ['http://localhost:3001/cb'] }, 'redirect_uris[0]'],
  ['a back-channel URI elsewhere', { backchannel_logout_uri: 'https://evil.example/' }, 'backchannel_logout_uri'],
  ['a client URI elsewhere', { client_uri: 'https://evil.example/' }, 'client_uri'],
  ['a host that is no full name', { redirect_uris: ['https://intranet/cb'], host: 'intranet' }, 'host'],
  ['the same, told by the redirect URI', { redirect_uris: ['https://intranet/cb'] }, 'host'],
  ['a public suffix', { redirect_uris: ['https://go.id/cb'] }, 'host'],
  ['a token in the front channel', { response_types: ['code token'] }, 'response_types[0]'],
  ['the password grant', { grant_types: ['password'] }, 'grant_types[0]'],
  ['a program that names no API', { ...withoutPeople, grant_types: ['client_credentials'] }, 'resources'],
  ['a program that proves nothing', {
    ...withoutPeople, grant_types: ['client_credentials'], resources: api, token_endpoint_auth_method: 'none',
  }, 'token_endpoint_auth_method'],
  ['a program without a host', {
    response_types: [], redirect_uris: [], grant_types: ['client_credentials'], resources: api,
  }, 'host'],
  ['code without its grant', { response_types: ['code'], grant_types: [] }, 'grant_types'],
  ['the grant without code', { response_types: ['none'], grant_types: ['authorization_code'] }, 'grant_types'],
  ['refresh alone', { ...withoutPeople, grant_types: ['refresh_token'] }, 'grant_types'],
  ['nothing to grant', { ...withoutPeople, grant_types: [] }, 'grant_types'],
  ['an unknown scope', { scope: 'openid nik' }, 'scope'],
  ['two blanks in the scope', { scope: 'openid  profile' }, 'scope'],
  ['no openid', { scope: 'profile' }, 'scope'],
  ['offline without refresh', { scope: 'openid offline_access' }, 'scope'],
  ['HS256', { id_token_signed_response_alg: 'HS256' }, 'id_token_signed_response_alg'],
  ['no signature', { id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg'],
  ['a native application', { application_type: 'native' }, 'application_type'],
  ['a key method without keys', { token_endpoint_auth_method: 'private_key_jwt' }, 'jwks'],
  ['keys without the method', { jwks: { keys: [jwkOf('p256')] } }, 'jwks'],
  ['a signing alg without the method', { token_endpoint_auth_signing_alg: 'ES256' }, 'token_endpoint_auth_signing_alg'],
  ['no key in the set', keys(), 'jwks.keys'],
  ['a private key', keys(jwkOf('private')), 'jwks.keys[0]'],
  ['a symmetric key', keys({ kty: 'oct', k: 'AAAA' }), 'jwks.keys[0]'],
  ['a short RSA key', keys(jwkOf('short')), 'jwks.keys[0]'],
  ['another curve', keys(jwkOf('p384')), 'jwks.keys[0]'],
  ['half a key', keys({ kty: 'EC', crv: 'P-256', x: 'AAAA' }), 'jwks.keys[0]'],
  ['an encryption key alone', keys({ ...jwkOf('p256'), use: 'enc' }), 'jwks.keys'],
  ['a key for something else', keys({ ...jwkOf('p256'), use: 'wrap' }), 'jwks.keys[0]'],
  ['a NUL in a key', keys({ ...jwkOf('p256'), kid: '\u0000' }), 'jwks.keys[0]'],
  ['two keys without kid', keys(jwkOf('p256'), jwkOf('p256')), 'jwks.keys'],
  ['two keys of one kid', keys({ ...jwkOf('p256'), kid: 'a' }, { ...jwkOf('rsa'), kid: 'a' }), 'jwks.keys'],
  ['a public client without PKCE', { token_endpoint_auth_method: 'none', pkce_exempt: true }, 'pkce_exempt'],
  ['public outside the province', { ...foreign, subject_type: 'public' }, 'subject_type'],
  ['active at once outside the province', { ...foreign, state: 'aktif' }, 'state'],
  ['two hosts of a pairwise client', {
    redirect_uris: [...minimal.redirect_uris, 'http://localhost:3001/cb'], subject_type: 'pairwise',
  }, 'redirect_uris'],
  ['an assurance that there is not', { minimum_acr: 'urn:bantenprov:acr:iris' }, 'minimum_acr'],
  ['a tester who is a number', { testers: [199001012015031001] }, 'testers'],
  ['a state nobody is added in', { state: 'tangguh' }, 'state'],
  ['the name of our own pages', { client_id: 'portal' }, 'client_id'],
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
  ['a line break in the name', { client_name: 'a\nb' }, 'client_name'],
  ['an OPD that is no code', { opd: "1' OR '1'='1" }, 'opd'],
]

for (const [name, change, field] of wrong) {
  test(`one mistake, named ${field}: ${name}`, (t) => {
    const file: unknown = JSON.parse(JSON.stringify({ ...minimal, ...change }))
    t.deepEqual(read(file).mistakes.map((mistake) => mistake.field), [field])
    t.is(read(file).registration, undefined)
  })
}

for (const [name, key] of [['an RSA key of 2048 bits', jwkOf('rsa')], ['a P-256 key', jwkOf('p256')]] as const) {
  test(`good: ${name}`, (t) => t.deepEqual(mistakesOf({ ...minimal, ...keys(key) }), []))
}
