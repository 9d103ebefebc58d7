import test from 'ava'
import type { Page } from 'playwright-core'
import { findCredential } from '../../src/domain/accounts/account.queries.ts'
import { addClient } from '../../src/domain/clients/index.ts'
import { namaLengkap } from '../../src/domain/pegawai/nama.rules.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { browserTest, type NewContext, openBrowser } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { createTestCa, type TestCa } from '../helpers/tls.ts'
import { openParty } from './https-party.ts'
import { kodeOf, signIn } from './stage.ts'

// What only https shows (decision 35): cookie prefixes, Secure, form_post, and form-action across real origins.

const ISSUER = 'https://login.test'
/** One of the province's own, without consent, and one from outside, with it. */
const OWN = 'uji.bantenprov.go.id'
const OUTSIDE = 'app.test'

const file = fileScope(test)
let house: House
let newContext: NewContext

async function openApplication(ca: TestCa, host: string): Promise<string> {
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: host, client_name: `Aplikasi ${host}`, opd: kodeOf('bappeda'), state: 'uji', testers: 'semua',
    redirect_uris: [`https://${host}/sso/callback`], token_endpoint_auth_method: 'client_secret_post',
    scope: 'openid profile',
  }, { demo: true })
  return openParty(file, await ca.issue(host), {
    issuer: ISSUER, issuerAddress: house.address, ca: ca.pem, clientId: host, secret, origin: `https://${host}`,
  })
}

test.before(async () => {
  if (kindOfBrowser() === undefined) return
  const ca = await createTestCa()
  house = await openHouse(file, { template: 'penuh', https: { name: 'login.test', keys: await ca.issue('login.test') } })
  const hostRules = {
    'login.test': house.address, [OWN]: await openApplication(ca, OWN), [OUTSIDE]: await openApplication(ca, OUTSIDE),
  }
  newContext = await openBrowser(file, { hostRules, trustedSpki: ca.spki })
})

async function newPage(): Promise<Page> {
  const context = await newContext()
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** With titles, as applications and the launcher know him. */
async function nameOf({ nip }: Credentials): Promise<string> {
  const sub = (await findCredential(house.db.app, nip))?.pegawai_id ?? ''
  const person = await findPersonToday(house.db.app, sub, house.clock.today())
  return person ? namaLengkap(person) : ''
}

/** What the application shows when somebody is signed in. */
async function received(page: Page): Promise<{ title: string; method: string; sub: string }> {
  await page.waitForURL((url) => url.pathname === '/sso/callback')
  const [method = '', sub = ''] = await page.getByRole('listitem').allInnerTexts()
  return { title: await page.title(), method, sub }
}

browserTest('cookies are bound to the host and to https, and every answer asks for https', async (t) => {
  const page = await newPage()
  await page.goto(`https://${OWN}/masuk`)
  t.is(new URL(page.url()).origin, ISSUER)
  t.is(await page.locator('.host').innerText(), 'login.test')
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Enter your NIP and password' }).waitFor()
  await signIn(page, await demoPerson(house.db.app, 'Plt'))
  await received(page)

  const cookies = (await page.context().cookies()).filter(({ domain }) => domain === 'login.test')
  t.deepEqual(
    [...new Set(cookies.map(({ name }) => name.replace(/\.sig$/, '')))].sort(),
    [
      '__Host-satu_login', '__Host-satu_login_bahasa', '__Host-satu_login_perangkat', '__Secure-satu_login_interaksi',
      '__Secure-satu_login_permintaan',
    ],
  )
  for (const { name, secure, httpOnly, sameSite, path } of cookies) {
    t.like({ secure, httpOnly, sameSite }, { secure: true, httpOnly: true, sameSite: 'Lax' }, name)
    if (name.startsWith('__Host-')) t.is(path, '/', name)
  }

  const launcher = await page.goto(`${ISSUER}/`)
  t.is(launcher?.headers()['strict-transport-security'], 'max-age=63072000')
  t.true(await page.getByRole('heading', { name: /^Welcome/ }).isVisible())
})

browserTest('the way back to an application on another site: by redirect, then by form without another question', async (t) => {
  const person = await demoPerson(house.db.app, 'Auditor')
  const page = await newPage()
  await page.goto(`https://${OWN}/masuk`)
  await signIn(page, person)
  const first = await received(page)
  t.deepEqual([first.title, first.method], [`Masuk sebagai ${await nameOf(person)}`, 'dengan GET'])

  const formPage = page.waitForResponse((response) => response.url().startsWith(`${ISSUER}/oidc/auth?`))
  await page.goto(`https://${OWN}/masuk?response_mode=form_post`)
  const second = await received(page)
  t.deepEqual(second, { ...first, method: 'dengan POST' })
  t.regex((await formPage).headers()['content-security-policy'] ?? '', /script-src 'sha256-[^']+';/)
})

browserTest('an application from outside is agreed to, knows the person by a number of its own, and gets its form', async (t) => {
  const person = await demoPerson(house.db.app, 'Auditor')
  const page = await newPage()
  await page.goto(`https://${OUTSIDE}/masuk?response_mode=form_post`)
  await signIn(page, person)
  await page.getByRole('heading', { name: `Berikan data ini kepada Aplikasi ${OUTSIDE}?` }).waitFor()
  await page.getByRole('button', { name: 'Setuju dan lanjut' }).click()
  const outside = await received(page)
  t.deepEqual([outside.title, outside.method], [`Masuk sebagai ${await nameOf(person)}`, 'dengan POST'])
  await page.goto(`https://${OWN}/masuk`)
  t.not((await received(page)).sub, outside.sub)
})

for (const [mode, method] of [['query', 'dengan GET'], ['form_post', 'dengan POST']] as const) {
  browserTest(`somebody else at the same computer, where the application asks for a new sign-in (${mode})`, async (t) => {
    const [first, second] = [await demoPerson(house.db.app, 'Auditor'), await demoPerson(house.db.app, 'Plt')]
    const page = await newPage()
    await page.goto(`https://${OWN}/masuk`)
    await signIn(page, first)
    await received(page)

    await page.goto(`https://${OWN}/masuk?prompt=login&response_mode=${mode}`)
    t.is(new URL(page.url()).origin, ISSUER)
    await signIn(page, second)
    const shown = await received(page)
    t.deepEqual([shown.title, shown.method], [`Masuk sebagai ${await nameOf(second)}`, method])
    await page.goto(`${ISSUER}/`)
    t.true((await page.getByRole('heading', { level: 1 }).innerText()).includes(await nameOf(second)))
  })
}
