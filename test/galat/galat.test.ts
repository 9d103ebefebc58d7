import test from 'ava'
import { SignJWT } from 'jose'
import { issueSecret, resumeClient, suspendClient } from '../../src/domain/clients/index.ts'
import { ALASAN, type Alasan } from '../../src/domain/clients/galat/galat.ts'
import { KATA } from '../../src/domain/clients/galat/kata.ts'
import { newId, sha256 } from '../../src/kernel/lib/ids.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { goBack, leaveFrom, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'
import { type AppKey, appKey } from '../oidc/features/support.ts'
import { ask, basic, type Bench, forget, freshCode, galatPage, openBench, send } from './support.ts'

// Each kind of mistake is made over HTTP, and its developer reads what it means: one house, one mistake after the other.

const file = fileScope(test)
let bench: Bench
test.before(async () => { bench = await openBench(file) })
test.serial.beforeEach(() => forget(bench))

const REFRESH = { grant_type: 'refresh_token' }

async function tokens(scope = 'openid') {
  return (await signInTo(bench.party, cookieJar(), bench.person, { scope })).tokens
}

const change = (text: string, ...values: unknown[]): Promise<unknown> => bench.house.db.owner.query({ text, values })

/** Makes a code or token older than it is. */
const age = (table: string, value: string, seconds: number): Promise<unknown> => change(
  `UPDATE ${table} SET payload = jsonb_set(payload::jsonb, '{exp}', to_jsonb(extract(epoch FROM now())::int - $2::int))::text WHERE id = $1`,
  sha256(value), seconds)

interface Claims { readonly [name: string]: unknown }

/** An assertion that says these things. */
async function assertion(claims: Claims = {}, sign = bench.signing.key.privateKey): Promise<string> {
  const { clientId, key } = bench.signing
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({
    iss: clientId, sub: clientId, aud: bench.house.issuer, iat: now, exp: now + 60, jti: newId(), ...claims,
  }).setProtectedHeader({ alg: 'ES256', kid: key.kid }).sign(sign)
}

const assert = async (claims: Claims, sign?: AppKey['privateKey']): Promise<Response> => assertWith(await assertion(claims, sign))

const assertWith = (jwt: string): Promise<Response> => send(bench, 'token', {
  grant_type: 'authorization_code', code: 'x', redirect_uri: 'http://localhost:9/kembali',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: jwt,
}, {})

interface Mistake {
  readonly alasan: Alasan
  readonly make: () => Promise<unknown>
  /** What the page says beside the sentence and the remedy. */
  readonly says?: readonly string[]
  /** The client that signs its assertions. */
  readonly signing?: true
}

const redirect = (uri: string, ...says: string[]): Mistake => ({ alasan: 'alamat-kembali', make: () => ask(bench, { redirect_uri: uri }), says })

const MISTAKES: Readonly<Record<string, () => Mistake>> = {
  'another scheme': () => redirect(bench.redirectUri.replace('https', 'http'), 'Bedanya skema'),
  'another host': () => redirect('https://lain.example/sso/callback', 'Bedanya nama host'),
  'a port': () => redirect(bench.redirectUri.replace('/sso', ':8443/sso'), 'Bedanya port'),
  'another path': () => redirect(bench.redirectUri.replace('callback', 'masuk'), 'Bedanya jalur', `Terdaftar ${bench.redirectUri}`),
  'a slash more': () => redirect(`${bench.redirectUri}/`, 'garis miring di akhir'),
  'a capital letter': () => redirect(bench.redirectUri.replace('callback', 'Callback'), 'huruf besar dan kecil'),
  'a query with somebody\'s number': () => redirect(`${bench.redirectUri}?nip=199001012015031001`, 'kueri', '?…'),
  'no response type': () => ({ alasan: 'parameter-kurang', make: () => ask(bench, { response_type: undefined }) }),
  'a parameter twice': () => ({ alasan: 'parameter-ganda', make: () =>
    fetch(`${bench.house.issuer}/oidc/auth?client_id=${bench.clientId}&scope=openid&scope=openid`, { redirect: 'manual' }) }),
  'no PKCE': () => ({ alasan: 'pkce-tidak-ada', make: () => ask(bench, { code_challenge: undefined, code_challenge_method: undefined }) }),
  'plain PKCE': () => ({ alasan: 'pkce-bentuk', make: () => ask(bench, { code_challenge_method: 'plain' }) }),
  'a scope that is not registered': () => ({ alasan: 'cakupan-tidak-terdaftar', make: () => ask(bench, { scope: 'openid phone' }), says: ['Cakupan phone'] }),
  'openid left out': () => ({ alasan: 'openid-tidak-diminta', make: () => ask(bench, { scope: 'profile' }) }),
  'the implicit flow': () => ({ alasan: 'jenis-jawaban', make: () => ask(bench, { response_type: 'id_token' }), says: ['Dikirim id_token'] }),
  'an answer in the fragment': () => ({ alasan: 'cara-jawaban', make: () => ask(bench, { response_mode: 'fragment' }) }),
  'none beside another prompt': () => ({ alasan: 'prompt-salah', make: () => ask(bench, { prompt: 'none login' }), says: ['Dikirim none login'] }),
  'a request object': () => ({ alasan: 'objek-permintaan', make: () => ask(bench, { request: 'e30.e30.' }) }),
  'a request_uri of nobody': () => ({ alasan: 'par', make: () => ask(bench, { request_uri: 'urn:ietf:params:oauth:request_uri:tidak-ada' }) }),
  'an essential acr out of reach': () => ({ alasan: 'acr-tak-terpenuhi', make: async () => {
    const jar = cookieJar()
    const { url } = await authorizationRequest(bench.party, {
      scope: 'openid', claims: JSON.stringify({ id_token: { acr: { essential: true, value: 'urn:bantenprov:acr:tahan-phishing' } } }),
    })
    await goBack(jar, locationOf(await typePassword(jar, url, bench.person)))
  } }),
  'a client that is suspended': () => ({ alasan: 'klien-tertutup', says: ['Keadaan klien ditangguhkan'], make: async () => {
    const { db, clock, heard } = bench.house
    await suspendClient(db.app, clock, bench.clientId, 'uji')
    await heard()
    await ask(bench)
    await send(bench, 'token', { grant_type: 'authorization_code' })
    await bench.desk.jar.fetch(`${bench.house.issuer}/pengembang/klien/${bench.clientId}/galat`)
    await resumeClient(db.app, clock, bench.clientId, 'uji')
    await heard()
  } }),
  'somebody who may not enter': () => ({ alasan: 'masuk-ditolak', says: ['status kepegawaiannya sedang terbatas'], make: async () => {
    const jar = cookieJar()
    const person = await demoPerson(bench.house.db.app, 'Tugas belajar')
    await signInTo(bench.party, jar, person, { scope: 'openid' }).catch(() => undefined)
  } }),
  'neither state nor nonce': () => ({ alasan: 'tanpa-nonce', says: [KATA['tanpa-state'].arti, 'Peringatan'], make: async () => {
    const jar = cookieJar()
    await signInTo(bench.party, jar, bench.person, { scope: 'openid' })
    await leaveFrom(jar, (await ask(bench, { state: undefined, nonce: undefined })).url)
  } }),

  'a wrong secret': () => ({ alasan: 'rahasia-salah', make: () => send(bench, 'token', REFRESH, basic(bench.clientId, 'salah')) }),
  'an expired secret': () => ({ alasan: 'rahasia-kedaluwarsa', make: async () => {
    await change(`INSERT INTO client_secret (client_id, hash, created_at, expires_at) VALUES ($1, $2, now() - interval '2 days', now() - interval '1 day')`,
      bench.clientId, sha256('lama'))
    await send(bench, 'token', REFRESH, basic(bench.clientId, 'lama'))
  } }),
  'a revoked secret': () => ({ alasan: 'rahasia-dicabut', make: async () => {
    await change('INSERT INTO client_secret (client_id, hash, created_at, revoked_at) VALUES ($1, $2, now(), now())', bench.clientId, sha256('cabut'))
    await send(bench, 'token', REFRESH, basic(bench.clientId, 'cabut'))
  } }),
  'a secret where there is none': () => ({ alasan: 'rahasia-belum-ada', make: async () => {
    await change('UPDATE client_secret SET revoked_at = now() WHERE client_id = $1 AND revoked_at IS NULL', bench.clientId)
    await bench.house.heard()
    await send(bench, 'token', REFRESH, basic(bench.clientId, 'apa saja'))
    await galatPage(bench, bench.clientId)
    const { client_secret: secret } = await issueSecret(bench.house.db.app, bench.house.clock, bench.clientId)
    bench = { ...bench, secret, party: await discoverParty(bench.house.issuer, bench.clientId, secret, bench.redirectUri) }
    await bench.house.heard()
  } }),
  'no secret at all': () => ({ alasan: 'cara-bukti-diri', says: ['Terdaftar client_secret_basic', 'Dipakai none'],
    make: () => send(bench, 'token', { ...REFRESH, client_id: bench.clientId }, {}) }),
  'two proofs at once': () => ({ alasan: 'bukti-diri-ganda', make: () => send(bench, 'token', { ...REFRESH, client_id: bench.clientId, client_secret: bench.secret }) }),
  'a header that is none': () => ({ alasan: 'header-basic', make: () => send(bench, 'token', { ...REFRESH, client_id: bench.clientId }, { authorization: 'Basic ???' }) }),
  'a clock that is ahead': () => ({ alasan: 'jam-aplikasi', signing: true, says: ['Jam aplikasi terlalu cepat'], make: () => {
    const now = Math.floor(Date.now() / 1000)
    return assert({ iat: now + 600, nbf: now + 600, exp: now + 660 })
  } }),
  'an old assertion': () => ({ alasan: 'jam-aplikasi', signing: true, says: ['Terlambat 10 menit'], make: () => {
    const now = Math.floor(Date.now() / 1000)
    return assert({ iat: now - 700, exp: now - 620 })
  } }),
  'an assertion for somebody else': () => ({ alasan: 'assertion-aud', signing: true, make: () => assert({ aud: 'https://lain.example' }) }),
  'an assertion of another key': () => ({ alasan: 'assertion-kunci', signing: true, make: async () =>
    assert({}, (await appKey()).privateKey) }),
  'an assertion without an end': () => ({ alasan: 'assertion-lain', signing: true, make: () => assert({ exp: undefined }) }),
  'an assertion twice': () => ({ alasan: 'assertion-terpakai', signing: true, make: async () => {
    const jwt = await assertion()
    await assertWith(jwt)
    await assertWith(jwt)
  } }),

  'an expired code': () => ({ alasan: 'kode-kedaluwarsa', says: ['Terlambat 3 jam'], make: async () => {
    const { code, good } = await freshCode(bench)
    await age('oidc_authorization_code', code, 11_000)
    await send(bench, 'token', good)
  } }),
  'a code twice': () => ({ alasan: 'kode-terpakai', says: ['Sudah dipakai'], make: async () => {
    const { good } = await freshCode(bench)
    await send(bench, 'token', good)
    await send(bench, 'token', good)
  } }),
  'a code of nobody': () => ({ alasan: 'kode-tidak-dikenal', make: () => send(bench, 'token', { grant_type: 'authorization_code', code: 'x', redirect_uri: bench.redirectUri, code_verifier: 'v'.repeat(43) }) }),
  'a code of another client': () => ({ alasan: 'klien-lain', signing: true, make: async () => {
    const { code } = await freshCode(bench)
    await send(bench, 'token', {
      grant_type: 'authorization_code', code, redirect_uri: bench.redirectUri, code_verifier: 'v'.repeat(43),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await assertion(),
    }, {})
  } }),
  'another redirect_uri at the token endpoint': () => ({ alasan: 'alamat-kembali-beda', says: ['garis miring di akhir'], make: async () => {
    const { good } = await freshCode(bench)
    await send(bench, 'token', { ...good, redirect_uri: `${bench.redirectUri}/` })
  } }),
  'no verifier': () => ({ alasan: 'pkce-verifier-tidak-ada', make: async () => {
    const { good: { code_verifier: _left, ...rest } } = await freshCode(bench)
    await send(bench, 'token', rest)
  } }),
  'a wrong verifier': () => ({ alasan: 'pkce-verifier-salah', make: async () => {
    const { good } = await freshCode(bench)
    await send(bench, 'token', { ...good, code_verifier: 'v'.repeat(43) })
  } }),
  'a refresh token that is over': () => ({ alasan: 'penyegar-kedaluwarsa', says: ['Terlambat'], make: async () => {
    const { refresh_token: value = '' } = await tokens()
    await age('oidc_refresh_token', value, 7_300)
    await send(bench, 'token', { ...REFRESH, refresh_token: value })
  } }),
  'a refresh token twice': () => ({ alasan: 'penyegar-terpakai', make: async () => {
    const { refresh_token: value = '' } = await tokens()
    for (let i = 0; i < 2; i += 1) await send(bench, 'token', { ...REFRESH, refresh_token: value })
  } }),
  'a refresh token of nobody': () => ({ alasan: 'penyegar-tidak-dikenal', make: () => send(bench, 'token', { ...REFRESH, refresh_token: 'x' }) }),
  'a session that is over': () => ({ alasan: 'sesi-berakhir', make: async () => {
    const { refresh_token: value = '' } = await tokens()
    await change('UPDATE oidc_session SET destroyed_at = now() WHERE uid = (SELECT session_uid FROM oidc_refresh_token WHERE id = $1)', sha256(value))
    await send(bench, 'token', { ...REFRESH, refresh_token: value })
  } }),
  'a grant that there is not': () => ({ alasan: 'hibah-tidak-dikenal', says: ['Dikirim password'], make: () => send(bench, 'token', { grant_type: 'password' }) }),
  'a grant that is not registered': () => ({ alasan: 'hibah-tidak-terdaftar', make: () => send(bench, 'token', { grant_type: 'client_credentials' }) }),
  'a DPoP proof': () => ({ alasan: 'dpop', make: () => send(bench, 'token', { ...REFRESH, refresh_token: 'x' }, { ...basic(bench.clientId, bench.secret), dpop: 'e30.e30.' }) }),

  'an access token that is over': () => ({ alasan: 'token-kedaluwarsa', says: ['/oidc/me', 'Terlambat'], make: async () => {
    const { access_token: value } = await tokens()
    await age('oidc_access_token', value, 60)
    await fetch(`${bench.house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${value}` } })
  } }),
  'somebody who may not any more': () => ({ alasan: 'orang-tidak-boleh', make: async () => {
    const { access_token: value } = await tokens()
    const { sub } = JSON.parse(await (await fetch(`${bench.house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${value}` } })).text()) as { sub: string }
    await change(`UPDATE account SET frozen_at = now() WHERE pegawai_id = $1`, sub)
    await bench.house.heard()
    await fetch(`${bench.house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${value}` } })
    await change(`UPDATE account SET frozen_at = NULL WHERE pegawai_id = $1`, sub)
    await bench.house.heard()
  } }),
  'introspection with a wrong secret': () => ({ alasan: 'rahasia-salah', says: ['Introspeksi'], make: () => send(bench, 'token/introspection', { token: 'x' }, basic(bench.clientId, 'salah')) }),
  'revocation without a token': () => ({ alasan: 'parameter-kurang', says: ['Pencabutan token'], make: () => send(bench, 'token/revocation', {}) }),
  'a way out that is not registered': () => ({ alasan: 'alamat-keluar', says: ['Bedanya'], make: () =>
    fetch(`${bench.house.issuer}/oidc/session/end?client_id=${bench.clientId}&post_logout_redirect_uri=https://${bench.clientId}/lain`) }),
  'a hint that is none': () => ({ alasan: 'petunjuk-keluar', make: () =>
    fetch(`${bench.house.issuer}/oidc/session/end?client_id=${bench.clientId}&id_token_hint=bukan`) }),
}

for (const [title, mistake] of Object.entries(MISTAKES)) {
  test.serial(`${title}: the page says what it means and what helps`, async (t) => {
    const { alasan, make, says = [], signing } = mistake()
    await make()
    const text = await galatPage(bench, signing ? bench.signing.clientId : bench.clientId)
    for (const words of [KATA[alasan].arti, `Perbaikan: ${KATA[alasan].perbaikan}`, ...says]) t.true(text.includes(words), `${words}\n${text}`)
    t.notRegex(text, /\d{18}/, 'no number of anybody')
    for (const value of [bench.secret, bench.person.nip]) t.false(text.includes(value))
  })
}

test('every good request leaves nothing', async (t) => {
  await forget(bench)
  const jar = cookieJar()
  await signInTo(bench.party, jar, bench.person, { scope: 'openid' })
  await enter(bench.party, jar, { scope: 'openid' })
  t.regex(await galatPage(bench, bench.clientId), /Tidak ada galat/)
})

test('what only other tests can bring about has its sentence as well; nothing else is left out', (t) => {
  const made = new Set(Object.values(MISTAKES).map((mistake) => mistake().alasan))
  t.deepEqual(ALASAN.filter((alasan) => !made.has(alasan)), [
    'tanpa-state', 'token-tanpa-openid', 'token-sasaran', 'penerima-menolak', 'penerima-tak-terjangkau', 'penerima-di-luar-jaringan',
    'gangguan-kami', 'lain',
  ])
})
