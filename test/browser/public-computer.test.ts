import test from 'ava'
import type { BrowserContext, Page } from 'playwright-core'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { at, look, openPhoneStage, phonePage, type PhoneStage } from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// A computer in the hall, where the next one sits down at once: what it keeps of whoever was there.

const file = fileScope(test)
let stage: PhoneStage
let person: Credentials
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file)
  person = await demoPerson(stage.db.app, 'PNS di sekolah')
})

const SHARED = 'Komputer ini dipakai bersama'

/** What lasts when the browser is closed: cookies with an end of their own. */
const lasting = async (context: BrowserContext) => (await context.cookies()).filter(({ expires }) => expires !== -1)

/** The same computer, after its browser was closed and opened again. */
async function reopened(page: Page): Promise<Page> {
  const cookies = await lasting(page.context())
  const kept = await page.evaluate<number>('localStorage.length + sessionStorage.length')
  if (kept > 0) throw new Error('a page keeps something beside its cookies')
  await page.context().close()
  const again = await phonePage(stage)
  await again.context().addCookies(cookies)
  return again
}

async function enter(page: Page, shared: boolean): Promise<void> {
  await goToSignIn(page, stage)
  if (shared) await page.getByLabel(SHARED).check()
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
}

/** As if nobody had used any session for so long; the sign-in was before that. */
async function leaveAlone(minutes: number): Promise<void> {
  await stage.db.owner.query({
    text: `UPDATE oidc_session SET last_seen_at = now() - make_interval(mins => $1),
             payload = jsonb_set(payload::jsonb, '{loginTs}',
               to_jsonb(extract(epoch FROM now() - make_interval(mins => $1 + 1))::int))::text
           WHERE destroyed_at IS NULL`, values: [minutes],
  })
}

browserTest('nothing of a computer that others use outlasts its browser, and the next one is asked who he is', async (t) => {
  const page = await phonePage(stage)
  await goToSignIn(page, stage)
  await page.getByLabel(SHARED).check()
  await look(t, page, 'shared computer', 'masuk-bersama-360')
  await signIn(page, { ...person, password: 'salah-sekali' })
  await page.getByRole('alert').waitFor()
  t.true(await page.getByLabel(SHARED).isChecked(), 'a wrong password forgets nothing of it')
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
  await page.goto(`${stage.issuer}/`)
  t.true((await page.context().cookies(stage.issuer)).length > 0, 'there is a session')
  t.deepEqual((await lasting(page.context())).map(({ name }) => name), [])
  const next = await reopened(page)
  await next.goto(`${stage.issuer}/`)
  await at(next, 'Masukkan NIP dan kata sandi')
  t.is(await next.locator('#nip').inputValue(), '')
  t.false((await next.content()).includes(person.nip))
})

browserTest('a sign-in that was left half way is over when the browser of a shared computer is closed', async (t) => {
  const half = await demoPerson(stage.db.app, 'Plt')
  await giveTotp(stage, await subOf(stage.db, half.nip))
  const page = await phonePage(stage)
  await goToSignIn(page, stage)
  await page.getByLabel(SHARED).check()
  await signIn(page, half)
  await at(page, 'Langkah kedua')
  const name = await page.locator('.who strong').innerText()
  const address = page.url()
  const next = await reopened(page)
  // The address stands in the history of the browser.
  await next.goto(address)
  await next.locator('h1').waitFor()
  t.false((await next.content()).includes(name))
  t.is(await next.getByLabel('Kode enam angka dari aplikasi').count(), 0)
  await look(t, next, 'begun by somebody else')
})

browserTest('one\'s own computer knows its owner after the browser was closed', async (t) => {
  const page = await phonePage(stage)
  await enter(page, false)
  t.true((await lasting(page.context())).length > 0)
  const again = await reopened(page)
  await again.goto(`${stage.issuer}/`)
  const tile = again.getByRole('link', { name: 'Aplikasi demo' })
  await tile.waitFor()
  t.is(await tile.getAttribute('href'), `${stage.demo}/`)
})

browserTest('a shared computer is left alone for a quarter of an hour, and the password is asked again', async (t) => {
  const page = await phonePage(stage)
  await enter(page, true)
  await leaveAlone(13)
  await page.goto(`${stage.issuer}/`)
  t.true(await page.getByRole('link', { name: 'Aplikasi demo' }).isVisible(), 'a short absence is none')
  await leaveAlone(16)
  await page.goto(`${stage.issuer}/`)
  await at(page, 'Masukkan NIP dan kata sandi')
  // Through an application as well.
  await page.context().clearCookies({ name: '__Host-demo_session' })
  await goToSignIn(page, stage)
  await at(page, 'Masukkan NIP dan kata sandi')
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
})
