import { createHash } from 'node:crypto'
import test from 'ava'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as client from 'openid-client'
import { changeApiScope, suspendClient } from '../../src/domain/clients/index.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'
import { type AppKey, appKey, type Application, application, goThrough, inSeconds, proof, request } from '../oidc/features/support.ts'
import { event, joined } from './events.ts'
import { type Answer, push, SCOPE, service, tokenOf } from './program.ts'

// The door of programs: who is let in (RFC 6750, 9068, 9449), and what is answered to what (RFC 9457).

const file = fileScope(test)
let house: House
let app: Application
let token: string

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  app = await service(house)
  token = await tokenOf(app)
})

const hello = () => event('kontak', 77, {})
const typeOf = ({ status, body }: Answer): string => `${status} ${String(body['type']).split(':').at(-1)}`
const challengeOf = ({ headers }: Answer): string => headers.get('www-authenticate') ?? ''

test('a registered program is let in, and its event is kept', async (t) => {
  const answer = await push(house, token, hello())
  t.is(answer.status, 202)
  t.like(answer.body, { hasil: 'tertunda', alasan: 'orang-tidak-dikenal', ulangan: false })
  t.is(answer.headers.get('cache-control'), 'no-store')
  t.is(answer.headers.get('set-cookie'), null)
})

test('without a token it is told what is needed, with a bad one what is wrong', async (t) => {
  const none = await push(house, token, hello(), { authorization: '' })
  t.is(typeOf(none), '401 tanpa-token')
  t.regex(challengeOf(none), /Bearer realm="[^"]+", scope="kepegawaian:tulis".*DPoP .*algs="ES256 PS256"/)
  t.notRegex(challengeOf(none), /error=/)
  t.is(none.headers.get('content-type'), 'application/problem+json')
  const bad = await push(house, 'x.y.z', hello())
  t.is(typeOf(bad), '401 invalid-token')
  t.regex(challengeOf(bad), /Bearer [^,]+, scope="[^"]+", error="invalid_token"/)
  for (const authorization of ['Bearer', 'Bearer a b', 'Bearer ä', `Bearer ${'a'.repeat(9000)}`]) {
    t.is(typeOf(await push(house, token, hello(), { authorization: encodeURI(authorization).replaceAll('%20', ' ') })), '400 invalid-request', authorization)
  }
})

test('a token for less, for another API, of another signer or of a person opens nothing', async (t) => {
  const less = await push(house, await tokenOf(app, 'unit:baca'), hello())
  t.is(typeOf(less), '403 insufficient-scope')
  t.regex(challengeOf(less), /error="insufficient_scope"/)
  const elsewhere = await application(house, {
    host: 'mesin.bantenprov.go.id', redirect_uris: [], response_types: [], grant_types: ['client_credentials'],
    resources: { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] }, scope: undefined,
  })
  t.is(typeOf(await push(house, await tokenOf(elsewhere, 'kepegawaian:baca'), hello())), '401 invalid-token')

  const { privateKey } = await generateKeyPair('ES256')
  const claims = {
    iss: house.issuer, aud: `${house.issuer}/api/v1`, sub: app.clientId, client_id: app.clientId, scope: SCOPE, jti: 'x',
    iat: inSeconds(0), exp: inSeconds(60),
  }
  const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' }).sign(privateKey)
  t.is(typeOf(await push(house, forged, hello())), '401 invalid-token')
  const none = `${btoa('{"alg":"none","typ":"at+jwt"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll('=', '')
  t.is(typeOf(await push(house, none, hello())), '401 invalid-token')

  await house.db.owner.knex('resource_server').insert({
    identifier: 'https://skp.bantenprov.go.id/api', nama: 'API SKP', scopes: [SCOPE], format: 'opaque', client_id: 'skp.bantenprov.go.id',
  })
  const opaque = await service(house, { resources: { 'https://skp.bantenprov.go.id/api': [SCOPE] } })
  t.is(typeOf(await push(house, await tokenOf(opaque), hello())), '401 invalid-token')
})

test('the scope is given to programs alone: neither registered beside people nor in a token of one', async (t) => {
  const resources = { [`${house.issuer}/api/v1`]: [SCOPE] }
  await t.throwsAsync(application(house, { resources, grant_types: ['authorization_code', 'client_credentials'] }),
    { message: /only where client_credentials is the only grant/ })
  // Even where a row says so, as somebody with the database could write it.
  const party = await application(house, { resources: { [`${house.issuer}/api/v1`]: ['unit:baca'] } })
  await house.db.owner.knex('client').where({ client_id: party.clientId })
    .update({ metadata: house.db.owner.knex.raw(`jsonb_set(metadata, '{resources}', ?)`, JSON.stringify(resources)) })
  await house.heard()
  const { parameters, checks } = await request(party, { resource: `${house.issuer}/api/v1`, scope: `openid ${SCOPE}` })
  const callback = await goThrough(house, client.buildAuthorizationUrl(party.config, parameters))
  const tokens = await client.authorizationCodeGrant(party.config, callback, checks, { resource: `${house.issuer}/api/v1` })
  t.not(tokens.scope, SCOPE)
  t.is(typeOf(await push(house, tokens.access_token, hello())), '401 invalid-token')
})

test('a signed-in browser opens nothing here, and its cookies are not looked at', async (t) => {
  const jar = cookieJar()
  const party = await application(house, {})
  await goThrough(house, client.buildAuthorizationUrl(party.config, (await request(party)).parameters))
  const answer = await jar.fetch(`${house.issuer}/api/v1/kepegawaian/peristiwa`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, body: '{}',
  })
  t.is(answer.status, 401)
  t.is(answer.headers.get('set-cookie'), null)
})

test('a suspended program is out at once, and so is one whose registration lost the scope', async (t) => {
  const [one, other] = [await service(house), await service(house)]
  const [first, second] = [await tokenOf(one), await tokenOf(other)]
  await suspendClient(house.db.app, house.clock, one.clientId, 'uji')
  await house.db.owner.knex('client').where({ client_id: other.clientId })
    .update({ metadata: house.db.owner.knex.raw(`metadata - 'resources'`) })
  await house.heard()
  t.is(typeOf(await push(house, first, hello())), '401 invalid-token')
  t.is(typeOf(await push(house, second, hello())), '401 invalid-token')
})

test('a program that is given the scope by command may push with its next token, and loses it in the token it has', async (t) => {
  const { issuer, db, clock } = house
  const late = await service(house, { resources: { [`${issuer}/api/v1`]: ['unit:baca'] } })
  await t.throwsAsync(tokenOf(late), { code: 'OAUTH_RESPONSE_BODY_ERROR' })
  await changeApiScope(db.app, clock, late.clientId, { act: 'add', scope: SCOPE, issuer })
  await house.heard()
  const given = await tokenOf(late)
  t.is((await push(house, given, hello())).status, 202)
  await changeApiScope(db.app, clock, late.clientId, { act: 'remove', scope: SCOPE, issuer })
  await house.heard()
  t.is(typeOf(await push(house, given, hello())), '403 insufficient-scope')
})

test('a token bound to a key is taken with its proof alone, each proof once', async (t) => {
  const key = await appKey()
  const bound = await service(house, { token_endpoint_auth_method: 'client_secret_basic', dpop_bound_access_tokens: true })
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const mine: AppKey = { publicJwk: await exportJWK(publicKey), privateKey, kid: '', alg: 'ES256' }
  const DPoP = client.getDPoPHandle(bound.config, { privateKey, publicKey })
  const { access_token: held } = await client.clientCredentialsGrant(bound.config, { scope: SCOPE }, { DPoP })
  const url = `${house.issuer}/api/v1/kepegawaian/peristiwa`
  const ath = createHash('sha256').update(held).digest('base64url')
  const send = (dpop: string) => push(house, held, hello(), { authorization: `DPoP ${held}`, dpop })
  const good = await proof(mine, url, { ath })
  t.is((await send(good)).status, 202)
  t.is(typeOf(await send(good)), '401 invalid-dpop-proof')
  t.is(typeOf(await push(house, held, hello())), '401 invalid-token')
  t.is(typeOf(await push(house, token, hello(), { authorization: `DPoP ${token}`, dpop: good })), '401 invalid-token')
  const wrong: Record<string, unknown>[] = [
    { ath: 'A'.repeat(43) }, { ath: undefined }, { ath, htm: 'GET' }, { ath, htu: `${house.issuer}/oidc/token` },
    { ath, iat: inSeconds(-400) }, { ath, iat: inSeconds(120) }, { ath, jti: undefined },
  ]
  for (const change of wrong) t.is(typeOf(await send(await proof(mine, url, change))), '401 invalid-dpop-proof', JSON.stringify(change))
  t.is(typeOf(await send(await proof(key, url, { ath }))), '401 invalid-dpop-proof')
  t.is(typeOf(await send('')), '401 invalid-dpop-proof')
})

const BAD: [name: string, sent: unknown, pointers: string[]][] = [
  ['an unknown kind', { ...hello(), jenis: 'naik-haji' }, ['/jenis']],
  ['nobody', event('kontak', 1, {}, { orang: {} }), ['/orang']],
  ['half a number', event('kontak', 1, {}, { orang: { nip: '198001012005011001' } }), ['/orang']],
  ['a wrong day', event('golongan', 1, { golongan: 'III/c' }, { berlaku: '2026-02-30' }), ['/berlaku']],
  ['a time without an offset', event('golongan', 1, { golongan: 'III/c' }, { berlaku: '2026-02-03T10:00:00' }), ['/berlaku']],
  ['three mistakes', event('penugasan', 1, { sk: '', jenis: 'X', jabatan: 'a', unit: 'b', mulai: '2026-13-01' }),
    ['/data/sk', '/data/jenis', '/data/mulai']],
  ['an end before the beginning', event('penugasan', 1, { sk: '1', jenis: 'PLT', jabatan: 'a', unit: 'b', mulai: '2026-02-01', selesai: '2026-01-01' }),
    ['/data/selesai']],
  ['a member that nobody knows', { ...hello(), nik: '1' }, ['']],
  ['a number that is none', event('nip_berubah', 1, { nip: '12' }), ['/data/nip']],
  ['somebody new of a standing that nobody knows', joined(1, { kedudukan: 'XX' }), ['/data/kedudukan']],
  ['a birth in the future', joined(1, {}, { orang: { id: 'P1', nip: '198001012005011001', tanggal_lahir: '2999-01-01' } }), ['/orang/tanggal_lahir']],
  ['a version beyond all versions', { ...hello(), versi: 9_000_000_000 }, ['/versi']],
  ['half a character', event('kedudukan', 1, { kedudukan: '\ud800' }), ['/data/kedudukan']],
  ['nothing but what cannot be seen', event('penugasan_dicabut', 1, { sk: '\u0000\u200b' }), ['/data/sk']],
  ['no object', [], ['']], ['a batch of nothing', { peristiwa: [] }, ['/peristiwa']],
  ['a batch that is too long', { peristiwa: Array.from({ length: 101 }, hello) }, ['/peristiwa']],
]
for (const [name, sent, pointers] of BAD) {
  test(`refused: ${name}`, async (t) => {
    const answer = await push(house, token, sent)
    t.is(typeOf(answer), '400 peristiwa-tidak-sah')
    t.deepEqual((answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer), pointers)
    t.is(typeof answer.body['kode'], 'string')
  })
}

test('refused as a whole: another type, no JSON, too much, zipped, another method, another path', async (t) => {
  t.is(typeOf(await push(house, token, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })), '415 unsupported-type')
  for (const text of ['{', '', '"text"', '1', '\u0000']) {
    t.regex(typeOf(await push(house, token, text)), /^400 (bad-request|peristiwa-tidak-sah)$/, text)
  }
  t.is(typeOf(await push(house, token, { ...hello(), x: 'a'.repeat(300_000) })), '413 too-large')
  t.is(typeOf(await push(house, token, hello(), { 'content-encoding': 'gzip' })), '415 unsupported-encoding')
  const url = `${house.issuer}/api/v1/kepegawaian`
  for (const [method, target, status] of [['GET', `${url}/peristiwa`, 405], ['PUT', `${url}/peristiwa`, 405], ['POST', `${url}/x`, 404]] as const) {
    const answer = await fetch(target, { method, headers: { authorization: `Bearer ${token}` } })
    t.is(answer.status, status)
    t.is(answer.headers.get('content-type'), 'application/problem+json')
  }
})

test('a batch is answered event by event', async (t) => {
  const first = hello()
  await push(house, token, first)
  const { status, body } = await push(house, token, {
    peristiwa: [first, { ...first, versi: 9 }, { ...hello(), jenis: 'x' }, hello()],
  })
  t.is(status, 200)
  const hasil = body['hasil'] as Record<string, unknown>[]
  t.deepEqual(hasil.map((one) => one['status']), [202, 409, 400, 202])
  t.like(hasil[0], { ulangan: true, hasil: 'tertunda' })
  t.like(await push(house, token, { ...first, versi: 9 }), { status: 409 })
})

test('what was refused stands in the audit trail, whoever was refused for less than this is named', async (t) => {
  const other = await service(house)
  await push(house, await tokenOf(other, 'unit:baca'), hello())
  await push(house, await tokenOf(other), { ...hello(), jenis: 'x' })
  const rows = await house.db.app.query<{ kind: string; data: object; outcome: string }>({
    text: 'SELECT kind, data, outcome FROM audit_event WHERE client_id = $1 AND outcome = $2 ORDER BY at', values: [other.clientId, 'ditolak'],
  })
  t.deepEqual(rows.map(({ kind, data }) => [kind, data]), [
    ['api.ditolak', { scope: SCOPE }], ['peristiwa.ditolak', { alasan: 'peristiwa-tidak-sah', jumlah: 1 }],
  ])
})
