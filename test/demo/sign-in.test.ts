import { once } from 'node:events'
import { createServer } from 'node:http'
import test from 'ava'
import { createDemo } from '../../demo/app.ts'
import { Visitor } from './visitor.ts'
import { startProvider } from './provider.ts'
import { isSignedIn, readJson, setup, signIn } from './setup.ts'
import type { AddressInfo } from 'node:net'

test('the signed-out page offers one way in', async (t) => {
  const { demo } = await setup(t)
  const page = await new Visitor().get(`${demo}/`)
  t.is(page.status, 200)
  t.regex(page.text, /<html lang="id">/)
  t.regex(page.text, /<a class="button" href="\/masuk">Masuk dengan Banten Satu Login<\/a>/)
  t.notRegex(page.text, /type="password"|sudah berakhir/)
})

test('signing in asks for a code with PKCE, state and nonce', async (t) => {
  const { demo, idp } = await setup(t)
  const page = await new Visitor().get(`${demo}/masuk`, { follow: false })
  const asked = new URL(page.headers.get('location') ?? '')
  t.is(asked.origin, idp.issuer)
  t.is(asked.searchParams.get('response_type'), 'code')
  t.is(asked.searchParams.get('client_id'), idp.clientId)
  t.is(asked.searchParams.get('redirect_uri'), `${demo}/sso/callback`)
  t.is(asked.searchParams.get('scope'), 'openid profile email pegawai opd jabatan peran')
  t.is(asked.searchParams.get('code_challenge_method'), 'S256')
  for (const name of ['code_challenge', 'state', 'nonce']) t.regex(asked.searchParams.get(name) ?? '', /^[\w-]{43}$/)
})

test('a sign-in shows every claim in words, userinfo apart from the ID token', async (t) => {
  const { demo, idp } = await setup(t)
  const { page } = await signIn(demo)
  t.is(page.url, `${demo}/`)
  t.regex(page.text, /Anda masuk sebagai<\/span> Dr\. Ratna Wulandari, M\.Si\./)
  const words = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  for (const expected of [
    'Nomor Induk Pegawai nip 19900101 201503 2 001 Scope: pegawai',
    'Status kepegawaian asn Jenis: PNS (Pegawai Negeri Sipil) Kedudukan hukum: Aktif Golongan: III/c Pangkat: Penata',
    'Nama: RSUD Contoh Induk ID: o-2 Kode: 2100 Nama: Dinas Kesehatan Scope: opd',
    'Terhitung mulai tanggal (TMT): 1 Maret 2024 Scope: jabatan',
    'Jenis: PLT (pelaksana tugas) Jabatan: Direktur',
    'Peran Anda di aplikasi ini peran pembaca penyunting Scope: peran',
    'data_per 22 November 2026 pukul 09.15.30 WIB Scope: pegawai, opd, jabatan atau peran',
    'updated_at 22 November 2026 pukul 09.15.30 WIB Scope: profile',
    'Apakah surel sudah dibuktikan milik Anda email_verified ya',
  ]) {
    t.true(words.includes(expected), `${expected}\n${words}`)
  }
  t.deepEqual(readJson(page, 'userinfo'), { sub: 'a7c1', ...idp.account.claims })
  const idToken = readJson(page, 'id-token')
  t.is(idToken['iss'], idp.issuer)
  t.is(idToken['aud'], idp.clientId)
  t.is(typeof idToken['sid'], 'string')
  t.false('nip' in idToken)
})

test('a scope that was asked for and not given is named', async (t) => {
  const { demo, idp } = await setup(t)
  idp.withheldScope = 'email'
  const { page } = await signIn(demo)
  t.regex(page.text, /<code>email<\/code> <span class="refused">tidak diberikan<\/span>/)
  t.is(page.text.match(/tidak diberikan/g)?.length, 1)
  t.false('email' in readJson(page, 'userinfo'))
})

test('claims cannot bring markup into the page', async (t) => {
  const { demo, idp } = await setup(t)
  idp.account.claims = { ...idp.account.claims, name: '<script>alert(1)</script>', opd: { '<b>x</b>': '<i>y</i>' } }
  const { page } = await signIn(demo)
  t.true(page.text.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
  t.notRegex(page.text, /<script|<b>|<i>/)
})

test('the session cookie is for this host, HttpOnly and new at each sign-in', async (t) => {
  const { demo } = await setup(t)
  const browser = new Visitor()
  const begun = await browser.get(`${demo}/masuk`, { follow: false })
  const before = await browser.get(begun.headers.get('location') ?? '')
  const first = browser.cookie(demo, 'demo_session') ?? ''
  t.regex(first, /^[\w-]{43}$/)
  t.true(before.text.includes('Anda masuk sebagai'))

  await browser.get(`${demo}/masuk`)
  t.not(browser.cookie(demo, 'demo_session'), first)
  const thief = new Visitor()
  thief.setCookie(demo, 'demo_session', first)
  t.false(await isSignedIn(thief, demo))
  for (const line of begun.headers.getSetCookie()) {
    t.regex(line, /^demo_transaksi=.*; path=\/; .*samesite=lax; httponly$/i)
    t.notRegex(line, /domain=|secure/i)
  }
})

test('over https the cookies are Secure and carry the __Host- prefix', async (t) => {
  const { demo } = await setup(t, { baseUrl: 'https://demo.contoh.test' })
  const page = await new Visitor().get(`${demo}/masuk`, { follow: false })
  const [line = ''] = page.headers.getSetCookie()
  t.regex(line, /^__Host-demo_transaksi=[\w-]{43}; path=\/; .*samesite=lax; secure; httponly$/i)
  t.is(page.headers.get('strict-transport-security'), 'max-age=31536000')
})

test('a sign-in that this browser did not begin is refused', async (t) => {
  const { demo } = await setup(t)
  const browser = new Visitor()
  await browser.get(`${demo}/masuk`, { follow: false })
  const other = await new Visitor().get(`${demo}/masuk`, { follow: false })
  const foreignState = new URL(other.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const states = ['', 'state=salah', `state=${foreignState}`, `state=${foreignState}&state=b`]
  for (const query of states.map((state) => `?code=x&${state}`)) {
    const page = await browser.get(`${demo}/sso/callback${query}`)
    t.is(page.status, 400, query)
    t.true(page.text.includes('Permintaan masuk ini tidak dikenal'), query)
    t.true(page.text.includes('href="/masuk"'))
  }
  t.is(browser.cookie(demo, 'demo_session'), undefined)
})

test('a strange link does not break a sign-in on its way, and a finished one is spent', async (t) => {
  const { demo } = await setup(t)
  const browser = new Visitor()
  const begin = () => browser.get(`${demo}/masuk`, { follow: false })
  const tabs = [await begin(), await begin()]
  await browser.get(`${demo}/sso/callback?code=x&state=salah`)
  for (const tab of tabs) {
    const page = await browser.get(tab.headers.get('location') ?? '')
    t.true(page.text.includes('Anda masuk sebagai'))
    const callback = page.visited.find((url) => url.includes('/sso/callback')) ?? ''
    const again = await browser.get(callback)
    t.is(again.status, 200, 'somebody who is signed in is where he wanted to be')
    t.true(again.text.includes('Anda masuk sebagai'))
    t.is((await new Visitor().get(callback)).status, 400)
  }
  t.true(await isSignedIn(browser, demo))
})

test('a code that the provider does not know is refused', async (t) => {
  const { demo, idp } = await setup(t)
  const browser = new Visitor()
  const begun = await browser.get(`${demo}/masuk`, { follow: false })
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const query = new URLSearchParams({ code: 'karangan', state, iss: idp.issuer })
  const page = await browser.get(`${demo}/sso/callback?${query.toString()}`)
  t.is(page.status, 400)
  t.true(page.text.includes('Permintaan masuk ini tidak dikenal'))
  t.true(page.text.includes('<code>invalid_grant</code>'))
})

test('an answer in the name of another issuer is not trusted', async (t) => {
  const { demo, idp } = await setup(t)
  const browser = new Visitor()
  const begun = await browser.get(`${demo}/masuk`, { follow: false })
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const page = await browser.get(`${demo}/sso/callback?code=x&state=${state}&iss=https://lain.test`)
  t.is(page.status, 502)
  t.true(page.text.includes('tidak dapat dipercaya'))
  t.is(idp.tokenRequests, 0)
})

test('a refusal at the provider is a page in words', async (t) => {
  const { demo, idp } = await setup(t)
  idp.refuses = true
  const { browser, page } = await signIn(demo)
  t.is(page.status, 400)
  t.true(page.text.includes('Anda tidak masuk ke aplikasi ini'))
  t.true(page.text.includes('<code>access_denied</code>'))
  t.true(page.text.includes('href="/"'))
  t.false(await isSignedIn(browser, demo))
})

test('a wrong client secret is called a matter of settings, and logged without the secret', async (t) => {
  const { demo, log } = await setup(t, { clientSecret: 'rahasia-keliru' })
  const { page } = await signIn(demo)
  t.is(page.status, 502)
  t.true(page.text.includes('Pengaturan aplikasi ini tidak cocok'))
  t.is(log.length, 1)
  t.notRegex(log.join(), /rahasia-keliru/)
})

test('a provider that is away is a page in words, and is asked again at the next try', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const demo = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const first = await startProvider(demo)
  await first.stop()
  const port = Number(new URL(first.issuer).port)
  const settings = { issuer: first.issuer, baseUrl: demo, cookieKey: 'kunci', clientId: first.clientId }
  server.on('request', createDemo({ ...settings, clientSecret: 'belum-dipakai' }).callback())
  t.teardown(() => server.close())

  const page = await new Visitor().get(`${demo}/masuk`)
  t.is(page.status, 502)
  t.true(page.text.includes('Banten Satu Login tidak dapat dihubungi'))
  t.true(page.text.includes('href="/masuk"'))
  t.notRegex(page.text, /at .*\.ts|node_modules/)

  const back = await startProvider(demo, port)
  t.teardown(() => back.stop())
  const retried = await new Visitor().get(`${demo}/masuk`, { follow: false })
  t.is(retried.status, 302)
  t.is(new URL(retried.headers.get('location') ?? '').origin, back.issuer)
})
