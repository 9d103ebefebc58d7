import test from 'ava'
import type { Page } from 'playwright-core'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { at, countPasswords, look, openPhoneStage, phonePage, type PhoneStage, press } from './phone.ts'
import { enterDemo } from './stage.ts'

// The demo application asks for more than it was given, of somebody who is signed in to it.

const file = fileScope(test)
let stage: PhoneStage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openPhoneStage(file)
})

const MFA = 'urn:bantenprov:acr:mfa'
const SANDI = 'urn:bantenprov:acr:sandi'

/** What the demo application shows of its ID token. */
async function idToken(page: Page): Promise<Record<string, unknown>> {
  await page.waitForURL(`${stage.demo}/`)
  const text = await page.locator('section', { has: page.locator('#id-token') }).locator('pre').textContent()
  return JSON.parse(text ?? '') as Record<string, unknown>
}

const ask = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click()

/** As if the password had been typed so many seconds earlier. */
async function typedEarlier(seconds: number): Promise<void> {
  await stage.db.owner.query({
    text: `UPDATE oidc_session SET payload = jsonb_set(payload::jsonb, '{loginTs}',
             to_jsonb((payload::jsonb->>'loginTs')::int - $1::int))::text WHERE destroyed_at IS NULL`, values: [seconds],
  })
}

browserTest('a second step that the application demands: declined, then proven, in the session that is there', async (t) => {
  const person = await demoPerson(stage.db.app, 'PNS di sekolah')
  const page = await phonePage(stage)
  const passwords = countPasswords(page)
  await enterDemo(page, stage, person)
  const before = await idToken(page)
  t.is(before['acr'], SANDI)
  const key = await giveTotp(stage, await subOf(stage.db, person.nip))

  await ask(page, 'Minta langkah kedua')
  await at(page, 'Langkah kedua')
  t.is(await page.locator('input[type="password"]').count(), 0, 'the password was typed')
  await look(t, page, 'step-up', 'faktor-naik-360')
  await press(page, 'Kembali ke aplikasi')
  await page.getByRole('heading', { name: 'Cara masuk Anda belum cukup kuat' }).waitFor()
  t.true(await page.getByText('unmet_authentication_requirements').isVisible())
  await page.getByRole('link', { name: 'Kembali ke halaman utama' }).click()
  t.deepEqual(await idToken(page), before, 'what was open stays open')

  await ask(page, 'Minta langkah kedua')
  await at(page, 'Langkah kedua')
  await page.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(key))
  await press(page, 'Lanjut')
  const after = await idToken(page)
  t.is(after['acr'], MFA)
  t.deepEqual(after['amr'], ['pwd', 'otp', 'mfa'])
  t.is(after['sid'], before['sid'], 'the same session')
  t.is(after['auth_time'], before['auth_time'], 'whose absolute end stays')

  // What was proven is not asked again.
  await ask(page, 'Minta langkah kedua')
  t.is((await idToken(page))['acr'], MFA)
  t.deepEqual(passwords, { typed: 1, chosen: 0 })
})

browserTest('a wish is passed over where there is nothing to fulfil it with, a demand offers to set it up', async (t) => {
  const page = await phonePage(stage)
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'PPPK di Dinas Kesehatan'))
  await ask(page, 'Minta langkah kedua bila ada')
  t.is((await idToken(page))['acr'], SANDI, 'without a page in between')
  await ask(page, 'Minta langkah kedua')
  await at(page, 'Pasang langkah kedua di ponsel Anda')
  await press(page, 'Kembali ke aplikasi')
  await page.getByRole('heading', { name: 'Cara masuk Anda belum cukup kuat' }).waitFor()
  await page.getByRole('link', { name: 'Kembali ke halaman utama' }).click()
  t.is((await idToken(page))['acr'], SANDI)
})

browserTest('a proof that is too old is asked anew: password and code, in the same session', async (t) => {
  const person = await demoPerson(stage.db.app, 'Plt')
  const page = await phonePage(stage)
  await enterDemo(page, stage, person)
  const before = await idToken(page)
  await ask(page, 'Minta bukti yang baru')
  t.is((await idToken(page))['auth_time'], before['auth_time'], 'it is not too old yet')
  const key = await giveTotp(stage, await subOf(stage.db, person.nip))
  await typedEarlier(1000)
  await ask(page, 'Minta bukti yang baru')
  // The device knows him: it asks for the password of whoever was here, and no number.
  await at(page, /^Lanjut sebagai /)
  await look(t, page, 'proof too old')
  await page.getByLabel('Kata sandi', { exact: true }).fill(person.password)
  await press(page, 'Masuk')
  await at(page, 'Langkah kedua')
  await page.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(key))
  await press(page, 'Lanjut')
  const after = await idToken(page)
  t.is(after['acr'], MFA)
  t.is(after['sid'], before['sid'])
  t.true(Number(after['auth_time']) >= Number(before['auth_time']))
})
