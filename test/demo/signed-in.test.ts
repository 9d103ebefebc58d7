import test from 'ava'
import { Visitor } from './visitor.ts'
import { formToken, isSignedIn, readJson, setup, signIn } from './setup.ts'
import type { Page } from './visitor.ts'

test('a refresh shows new claims and new times', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  t.true(page.text.includes('belum'))
  idp.account.claims = { ...idp.account.claims, peran: ['penyetuju'] }
  idp.tokenLife = 3600

  const refreshed = await browser.post(`${demo}/segarkan`, { token: formToken(page) })
  t.is(refreshed.url, `${demo}/`)
  t.true(refreshed.text.includes('Data sudah disegarkan.'))
  t.regex(refreshed.text, /1 kali, terakhir \d+ \S+ \d{4} pukul \d\d\.\d\d\.\d\d WIB/)
  t.deepEqual(readJson(refreshed, 'userinfo')['peran'], ['penyetuju'])
  const end = (shown: Page) => Number(readJson(shown, 'id-token')['exp'])
  t.true(end(refreshed) >= end(page) + 3000)
  const accessEnd = (shown: Page) => /Token akses berlaku sampai<\/dt><dd>([^<]+)/.exec(shown.text)?.[1]
  t.regex(accessEnd(refreshed) ?? '', /WIB$/)
  t.not(accessEnd(refreshed), accessEnd(page))

  const later = await browser.get(`${demo}/`)
  t.false(later.text.includes('Data sudah disegarkan.'), 'a notice is said once')
})

test('two clicks on refresh spend one refresh token', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  const before = idp.tokenRequests
  const form = { token: formToken(page) }
  const pages = await Promise.all([browser.post(`${demo}/segarkan`, form), browser.post(`${demo}/segarkan`, form)])
  t.deepEqual(pages.map((each) => each.status), [200, 200])
  t.is(idp.tokenRequests - before, 1)
  t.is((await browser.post(`${demo}/segarkan`, form)).status, 200, 'the rotated token was kept')
})

test('a session that the provider ended ends here at the next refresh, in words', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  await idp.endGrants()
  const refused = await browser.post(`${demo}/segarkan`, { token: formToken(page) })
  t.is(refused.status, 400)
  t.true(refused.text.includes('Sesi Anda di Banten Satu Login sudah berakhir'))
  t.false(await isSignedIn(browser, demo))
})

test('a provider that is away at the refresh leaves the session alone', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  await idp.stop()
  const failed = await browser.post(`${demo}/segarkan`, { token: formToken(page) })
  t.is(failed.status, 502)
  t.true(failed.text.includes('Banten Satu Login tidak dapat dihubungi'))
  t.true(await isSignedIn(browser, demo))
})

test('without a refresh token there is no button, and the request is answered in words', async (t) => {
  const { demo, idp } = await setup(t)
  idp.issuesRefreshTokens = false
  const { browser, page } = await signIn(demo)
  t.notRegex(page.text, /action="\/segarkan"/)
  const refused = await browser.post(`${demo}/segarkan`, { token: formToken(page) })
  t.is(refused.status, 400)
  t.true(refused.text.includes('Data tidak dapat disegarkan'))
})

test('a form that is not from this session of this application is refused', async (t) => {
  const { demo } = await setup(t)
  const { browser, page } = await signIn(demo)
  const token = formToken(page)
  const othersToken = formToken((await signIn(demo)).page)
  t.not(token, othersToken)
  for (const path of ['/segarkan', '/keluar']) {
    for (const [form, headers] of [
      [{}, {}],
      [{ token: 'salah' }, {}],
      [{ token: othersToken }, {}],
      [{ token }, { origin: 'https://jahat.test' }],
      [{ token }, { origin: 'null' }],
    ] as [Record<string, string>, Record<string, string>][]) {
      const refused = await browser.post(`${demo}${path}`, form, { headers })
      t.is(refused.status, 403, `${path} ${JSON.stringify({ form, headers })}`)
      t.true(refused.text.includes('Permintaan ini ditolak'))
    }
  }
  t.true(await isSignedIn(browser, demo))
})

test('a form of a session that is over leads back to the start', async (t) => {
  const { demo } = await setup(t)
  for (const path of ['/segarkan', '/keluar']) {
    const page = await new Visitor().post(`${demo}${path}`, { token: 'lama' })
    t.is(page.url, `${demo}/`)
    t.true(page.text.includes('Masuk dengan Banten Satu Login'))
  }
})

test('signing out ends this session first, then the one at the provider, and comes back', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  const left = await browser.post(`${demo}/keluar`, { token: formToken(page) }, { follow: false })
  t.is(left.status, 303)
  t.is(browser.cookie(demo, 'demo_session'), undefined)
  const end = new URL(left.headers.get('location') ?? '')
  t.is(end.origin + end.pathname, `${idp.issuer}/session/end`)
  t.is(end.searchParams.get('post_logout_redirect_uri'), `${demo}/`)
  const [, payload = ''] = (end.searchParams.get('id_token_hint') ?? '').split('.')
  const hint = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }
  t.is(hint.sub, idp.account.sub)
  // Browsers check the redirect of a form against this.
  t.true(left.headers.get('content-security-policy')?.includes(`form-action 'self' ${idp.issuer};`))

  const question = await browser.get(end.href)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)?.[1] ?? ''
  const back = await browser.post(`${idp.issuer}/session/end/confirm`, { xsrf, logout: 'yes' })
  t.is(back.url, `${demo}/`)
  t.true(back.text.includes('Masuk dengan Banten Satu Login'))

  const again = await browser.get(`${demo}/masuk`)
  t.true(again.visited.some((url) => url.includes('/interaction/')), 'the provider asks again')
})
