import { createHash } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { SignJWT, type JWTPayload } from 'jose'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { fileScope } from '../helpers/scope.ts'
import { freePort } from '../service/free-port.ts'
import { type Application, CLIENT, openApplication, SECRET } from './application.ts'
import { type Liar, openLiar } from './liar.ts'
import { hasPhp, servePhp, type Serving } from './tools.ts'

// The generated PHP file on PHP's own server, in front of a provider that lies: what it believes, and what it refuses.

const here = hasPhp() ? test.serial : test.serial.skip
const file = fileScope(test)

let server: Serving
let app: Application
let elliptic: Application

test.before(async () => {
  if (!hasPhp()) return
  server = await servePhp(file, await freePort())
  app = openApplication(server, await openLiar(file, CLIENT), 'sso')
  elliptic = openApplication(server, await openLiar(file, CLIENT, 'ES256'), 'es', { alg: 'ES256', caraKlien: 'client_secret_post' })
})

test.beforeEach(() => {
  for (const { liar } of hasPhp() ? [app, elliptic] : []) {
    Object.assign(liar, { idToken: {}, answer: {}, userinfo: {}, bend: (jwt: string) => jwt })
  }
})

/** An error page in words, without anything of the answer, and nobody is in. */
async function refused(t: ExecutionContext, { answer, jar }: { answer: Response; jar: ReturnType<typeof cookieJar> }, words: RegExp, from = app) {
  const page = await answer.text()
  t.true(answer.status >= 400, page)
  t.regex(page, words)
  t.regex(page, /Kode untuk pengelola aplikasi: <b>[0-9A-F]{6}</)
  t.is(answer.headers.get('cache-control'), 'no-store')
  for (const word of [SECRET, 'eyJ', 'akses', 'Warning', 'Deprecated', 'Stack trace']) t.false(page.includes(word), word)
  t.is(await from.inside(jar), undefined)
}

for (const [name, which] of [['RS256', () => app], ['ES256', () => elliptic]] as const) {
  here(`a right answer is believed (${name}): PKCE, secret, flat names, a session of its own, and where he wanted to go`, async (t) => {
    const at = which()
    const { liar, stelan } = at
    const jar = cookieJar()
    const asked = await at.begin(jar, '/laporan?tahun=2026')
    t.like(Object.fromEntries(asked), {
      client_id: CLIENT, response_type: 'code', redirect_uri: stelan.redirectUri, scope: stelan.scope, code_challenge_method: 'S256',
    })
    const before = await jar.cookies(stelan.redirectUri)
    const answer = await at.comeBack(jar, asked)
    t.is(locationOf(answer).href, `${server.origin}/laporan?tahun=2026`)
    const after = await jar.cookies(stelan.redirectUri)
    t.not(after['PHPSESSID'], before['PHPSESSID'])
    t.regex(answer.headers.get('set-cookie') ?? '', /HttpOnly/i)
    t.regex(answer.headers.get('set-cookie') ?? '', /SameSite=Lax/i)
    const challenge = createHash('sha256').update(liar.asked.get('code_verifier') ?? '').digest('base64url')
    t.is(challenge, asked.get('code_challenge') ?? '')
    if (stelan.caraKlien === 'client_secret_post') t.is(liar.asked.get('client_secret'), SECRET)
    else t.is(liar.authorization, `Basic ${Buffer.from(`${CLIENT}:${encodeURIComponent(SECRET)}`).toString('base64')}`)
    t.like(await at.inside(jar), { sub: 'orang-1', nip: '199001012015032001', acr: 'urn:bantenprov:acr:mfa', pengguna: null })
    // Back, or the address once more: his page, no error.
    t.is(locationOf(await at.comeBack(jar, asked)).href, `${server.origin}/umum.php`)
  })
}

const seconds = (): number => Math.floor(Date.now() / 1000)
const bendSignature = (jwt: string): string => `${jwt.slice(0, -10)}${jwt.at(-10) === 'A' ? 'B' : 'A'}${jwt.slice(-9)}`
const withHeader = (header: object, signature = '') => (jwt: string): string =>
  [Buffer.from(JSON.stringify(header)).toString('base64url'), jwt.split('.')[1], signature].join('.')

const REJECTED = /Jawaban layanan masuk ditolak/
const LIES: readonly (readonly [title: string, lie: Partial<Pick<Liar, 'idToken' | 'answer' | 'userinfo' | 'bend'>>, words: RegExp])[] = [
  ['another nonce', { idToken: { nonce: 'lain' } }, REJECTED],
  ['no nonce', { idToken: { nonce: undefined } }, REJECTED],
  ['a tampered signature', { bend: bendSignature }, REJECTED],
  ['a tampered body', { bend: (jwt) => jwt.replace(/\.e/, '.f') }, REJECTED],
  ['no signature', { bend: withHeader({ alg: 'none' }) }, REJECTED],
  ['a signature by a key that nobody published', { bend: withHeader({ alg: 'RS256', kid: 'asing' }, 'AAAA') }, REJECTED],
  ['another audience', { idToken: { aud: 'aplikasi-lain' } }, REJECTED],
  ['several audiences without who it was for', { idToken: { aud: [CLIENT, 'aplikasi-lain'] } }, REJECTED],
  ['another authorized party', { idToken: { azp: 'aplikasi-lain' } }, REJECTED],
  ['another issuer', { idToken: { iss: 'https://jahat.example' } }, REJECTED],
  ['a token that is over', { idToken: { exp: seconds() - 90 } }, REJECTED],
  ['a token from the future', { idToken: { iat: seconds() + 600 } }, /Jam server aplikasi tidak tepat/],
  ['an old token', { idToken: { iat: seconds() - 3_600 } }, /Jam server aplikasi tidak tepat/],
  ['another access token', { idToken: { at_hash: 'lain' } }, REJECTED],
  ['nobody', { idToken: { sub: undefined } }, REJECTED],
  ['somebody else at userinfo', { userinfo: { sub: 'orang-2' } }, REJECTED],
  ['another kind of token', { answer: { token_type: 'DPoP' } }, /Masuk belum berhasil/],
  ['no ID token', { answer: { id_token: null } }, /Masuk belum berhasil/],
]

for (const [title, lie, words] of LIES) {
  here(`refused: ${title}`, async (t) => {
    Object.assign(app.liar, lie)
    await refused(t, await app.signIn(), words)
  })
}

here('refused: HS256 with the public key as its secret', async (t) => {
  const { keys } = await (await fetch(`${app.liar.issuer}/jwks`)).json() as { keys: { kid: string; n: string }[] }
  const claims: JWTPayload = { iss: app.liar.issuer, aud: CLIENT, sub: 'orang-1', iat: seconds(), exp: seconds() + 60 }
  const jar = cookieJar()
  const asked = await app.begin(jar)
  const forged = await new SignJWT({ ...claims, nonce: app.liar.nonce }).setProtectedHeader({ alg: 'HS256', kid: keys[0]?.kid ?? '' })
    .sign(Buffer.from(keys[0]?.n ?? ''))
  app.liar.answer = { id_token: forged }
  await refused(t, { answer: await app.comeBack(jar, asked), jar }, REJECTED)
})

for (const [title, instead, words] of [
  ['another state', { state: 'lain' }, /Halaman masuk ini sudah tidak berlaku/],
  ['no state', { state: '', error: 'access_denied' }, /Halaman masuk ini sudah tidak berlaku/],
  ['an answer that does not say from whom', { iss: '' }, REJECTED],
  ['an answer of another provider', { iss: 'https://jahat.example' }, REJECTED],
  ['the person may not enter', { code: '', error: 'access_denied' }, /Anda tidak jadi masuk/],
  ['a word that nobody knows', { code: '', error: '<script>x' }, /Layanan masuk menjawab: scriptx\./],
] as const) {
  here(`refused at the way back: ${title}`, async (t) => {
    await refused(t, await app.signIn(cookieJar(), instead), words)
  })
}

here('a state is good in the browser that began, and once', async (t) => {
  const [own, other] = [cookieJar(), cookieJar()]
  const asked = await app.begin(own)
  await app.begin(other)
  await refused(t, { answer: await app.comeBack(other, asked), jar: other }, /tidak berlaku/)
  app.liar.bend = bendSignature
  await refused(t, { answer: await app.comeBack(own, asked), jar: own }, REJECTED)
  app.liar.bend = (jwt) => jwt
  await refused(t, { answer: await app.comeBack(own, asked), jar: own }, /tidak berlaku/)
})

here('the way back leads nowhere but into the application itself', async (t) => {
  for (const kembali of ['https://jahat.example/', '//jahat.example', '/\\jahat.example', 'javascript:alert(1)', '/a\r\nX: y', '']) {
    const jar = cookieJar()
    t.is(locationOf(await app.comeBack(jar, await app.begin(jar, kembali))).href, `${server.origin}/umum.php`, kembali)
  }
})

here('an assurance below the registered minimum is refused, the minimum and more are not', async (t) => {
  const strict = openApplication(server, app.liar, 'ketat', { acrMinimum: 'urn:bantenprov:acr:mfa' })
  for (const acr of ['urn:bantenprov:acr:sandi', undefined, 'urn:lain']) {
    app.liar.idToken = { acr }
    await refused(t, await strict.signIn(), /meminta bukti yang lebih kuat/, strict)
  }
  for (const acr of ['urn:bantenprov:acr:mfa', 'urn:bantenprov:acr:tahan-phishing']) {
    app.liar.idToken = { acr }
    t.is((await strict.signIn()).answer.status, 303, acr)
  }
})

here('keys are kept, and fetched again for one that is not known yet, though not for each stranger', async (t) => {
  await app.signIn()
  const before = app.liar.fetched
  await app.signIn()
  t.is(app.liar.fetched, before)
  await app.liar.rotate()
  app.age()
  t.is((await app.signIn()).answer.status, 303)
  t.is(app.liar.fetched, before + 1)
  app.liar.bend = withHeader({ alg: 'RS256', kid: 'asing' }, 'AAAA')
  for (let round = 0; round < 3; round += 1) t.is((await app.signIn()).answer.status, 400)
  t.is(app.liar.fetched, before + 1)
})

here('without a secret beside it the page says what is missing, and asks nobody', async (t) => {
  const bare = openApplication(server, app.liar, 'kosong', {}, { 'rahasia.php': `<?php return '';\n` })
  await refused(t, await bare.signIn(), /Rahasia klien belum ditaruh di server/, bare)
  const page = await (await fetch(`${server.origin}/sso/rahasia.php`)).text()
  t.is(page, '')
})

here('the same over streams, where PHP has no curl', async (t) => {
  const other = await servePhp(t, await freePort(), ['disable_functions=curl_init'])
  const plain = openApplication(other, app.liar, 'sso')
  const { answer, jar } = await plain.signIn()
  t.is(answer.status, 303, await answer.text())
  t.like(await plain.inside(jar), { sub: 'orang-1' })
})
