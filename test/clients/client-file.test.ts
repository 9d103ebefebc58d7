import test from 'ava'
import { jwkOf, keys, minimal, mistakesOf, read, withoutPeople } from './client-file.ts'

/** The file of `client add` (architecture.md, "Commands"). */

test('what goes without saying', (t) => {
  t.deepEqual(read(minimal).mistakes, [])
  t.deepEqual(JSON.parse(JSON.stringify(read(minimal).registration)), {
    client_id: 'app.bantenprov.go.id', host: 'app.bantenprov.go.id', state: 'uji', eksternal: false, pkce_exempt: false,
    acr_minimum: null, layanan_mandiri: false,
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
    acr_minimum: 'urn:bantenprov:acr:mfa', layanan_mandiri: false,
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

const foreign = { redirect_uris: ['https://app.example/cb'] }

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
