import test from 'ava'
import type { ClientMetadata } from '../../src/domain/clients/client.types.ts'
import { alamatOf, kendalaOf, needsFallback } from '../../src/domain/clients/berkas/index.ts'
import { SKP } from './sample.ts'

const FOLDER = { ...SKP, redirectUri: 'https://skp.bantenprov.go.id/sso/', backchannelUri: 'https://skp.bantenprov.go.id/sso/' }

test('what must be registered for each kind of files, and whether it is', (t) => {
  t.deepEqual(alamatOf(SKP, 'php').map(({ perlu, terdaftar }) => [perlu, terdaftar]), [
    ['https://skp.bantenprov.go.id/sso/callback', true], ['https://skp.bantenprov.go.id/sso/backchannel-logout', true],
    ['https://skp.bantenprov.go.id/', true],
  ])
  t.deepEqual(alamatOf(SKP, 'apache')[1], {
    guna: 'pemberitahuan', perlu: 'https://skp.bantenprov.go.id/sso/callback?logout=backchannel', terdaftar: false,
  })
  t.true(alamatOf({ ...SKP, backchannelUri: 'https://skp.bantenprov.go.id/sso/callback?logout=backchannel' }, 'apache').every(({ terdaftar }) => terdaftar))
  t.deepEqual(alamatOf({ ...SKP, backchannelUri: undefined, setelahKeluar: undefined }, 'php').slice(1), [
    { guna: 'pemberitahuan', perlu: 'https://skp.bantenprov.go.id/sso/', terdaftar: false },
    { guna: 'sesudah', perlu: 'https://skp.bantenprov.go.id/', terdaftar: false },
  ])
  t.false(alamatOf({ ...SKP, backchannelUri: 'https://skp.bantenprov.go.id/lain' }, 'php')[1]?.terdaftar ?? true)
})

test('a folder needs nothing of Apache where its own address is the one that is registered', (t) => {
  t.false(needsFallback(FOLDER))
  t.true(needsFallback(SKP))
  t.true(needsFallback({ ...FOLDER, backchannelUri: SKP.backchannelUri }))
})

test('what the files do not do is told: a client as those of Table 1 has none of it', (t) => {
  const plain = { token_endpoint_auth_method: 'client_secret_basic' } as unknown as ClientMetadata
  t.deepEqual(kendalaOf(plain), [])
  for (const [change, kind] of [
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'kunci-sendiri'], [{ require_pushed_authorization_requests: true }, 'par'],
    [{ require_signed_request_object: true }, 'permintaan-bertanda'], [{ authorization_signed_response_alg: 'ES256' }, 'jarm'],
    [{ dpop_bound_access_tokens: true }, 'dpop'], [{ userinfo_signed_response_alg: 'ES256' }, 'jawaban-bertanda'],
    [{ id_token_encrypted_response_alg: 'ECDH-ES' }, 'terenkripsi'],
  ] as const) t.deepEqual(kendalaOf({ ...plain, ...change }), [kind])
})
