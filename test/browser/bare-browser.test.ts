import test from 'ava'
import { FIRST_PASSWORD, newcomer } from '../helpers/aktivasi.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveCard, giveTotp, phoneShows } from '../helpers/totp.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import { askForCode, beginActivation, choosePassword } from './activating.ts'
import { enterAt, tabTo, typeInto } from './keyboard.ts'
import { addAuthenticator, at, codeSent, heldClock, keepCard, keyOf, look, openPhoneStage, phonePage, type PhoneStage, press } from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// The same journeys in a browser without scripts, and by the keyboard alone.

const file = fileScope(test)
const clock = heldClock()
let stage: PhoneStage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file, { clock })
  await putRule(stage.db, { pendaftaran_sampai: inDays(90) })
  await stage.heard()
})

browserTest('without scripts: activation with a second step, signing in with it, and another phone by the card', async (t) => {
  const who = await newcomer(stage.db)
  const page = await phonePage(stage, { javaScriptEnabled: false })
  await beginActivation(page, stage)
  await askForCode(page, who)
  await page.getByLabel('Kode', { exact: true }).fill(await codeSent(stage, 0))
  await press(page, 'Lanjut')
  await choosePassword(page, who)
  await press(page, 'Pasang sekarang')
  const key = await addAuthenticator(page)
  const card = await keepCard(page)
  await page.waitForURL(`${stage.demo}/`)

  clock.at = new Date(Date.now() + 60_000)
  const second = await phonePage(stage, { javaScriptEnabled: false })
  await goToSignIn(second, stage)
  await signIn(second, { nip: who.nip, password: FIRST_PASSWORD })
  await at(second, 'Langkah kedua')
  await second.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(key, { now: clock.now() }))
  await press(second, 'Lanjut')
  await second.waitForURL(`${stage.demo}/`)

  const third = await phonePage(stage, { javaScriptEnabled: false })
  await goToSignIn(third, stage)
  await signIn(third, { nip: who.nip, password: FIRST_PASSWORD })
  await third.getByRole('link', { name: 'Pakai kode dari kartu pemulihan' }).click()
  await third.getByLabel('Kode pemulihan dari kartu').fill(card[0] ?? '')
  await third.getByLabel('Ponsel saya hilang atau sudah diganti').check()
  await press(third, 'Lanjut')
  await at(third, 'Pasang aplikasi autentikator yang baru')
  const fresh = await keyOf(third)
  t.not(fresh, key)
  await third.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(fresh, { now: clock.now() }))
  await press(third, 'Simpan dan lanjut')
  await third.waitForURL(`${stage.demo}/`)
  t.true(await third.getByText('urn:bantenprov:acr:mfa').first().isVisible())
  clock.at = undefined
})

browserTest('by the keyboard alone: activation with a second step', async (t) => {
  const had = stage.gateway.calls.filter(({ body }) => /\b\d{6}\b/.test(body)).length
  const who = await newcomer(stage.db)
  const page = await phonePage(stage)
  await goToSignIn(page, stage)
  await enterAt(page, 'form[action$="/aktivasi"] button')
  await at(page, 'Aktifkan akun Anda')
  await typeInto(page, '#nip', who.nip)
  await typeInto(page, '#empat', '6789')
  await page.keyboard.press('Enter')
  await at(page, 'Ketik kode yang kami kirim')
  await typeInto(page, '#kode', await codeSent(stage, had))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).filter({ hasText: ', benar?' }).waitFor()
  await enterAt(page, 'form[action$="/benar"] button')
  await at(page, 'Pemberitahuan privasi')
  await enterAt(page, 'form[action$="/pemberitahuan"] button')
  await at(page, 'Buat kata sandi')
  await typeInto(page, '#baru', FIRST_PASSWORD)
  await page.keyboard.press('Enter')
  await at(page, 'Langkah kedua segera diminta')
  await enterAt(page, 'button[value="sekarang"]')
  await at(page, 'Pasang langkah kedua di ponsel Anda')
  await tabTo(page, 'a[href^="otpauth:"]')
  await typeInto(page, '#kode', phoneShows(await keyOf(page)))
  await page.keyboard.press('Enter')
  await at(page, 'Simpan kartu pemulihan Anda')
  await enterAt(page, 'form[action$="/kartu"] button')
  await page.locator('.codes').waitFor()
  await enterAt(page, 'form[action$="/selesai"] button')
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())
})

browserTest('by the keyboard alone: a lost phone, with the card', async (t) => {
  const person = await demoPerson(stage.db.app, 'PNS di sekolah')
  const sub = await subOf(stage.db, person.nip)
  await giveTotp(stage, sub)
  const [code = ''] = await giveCard(stage, sub)
  const page = await phonePage(stage)
  await goToSignIn(page, stage)
  await typeInto(page, '#nip', person.nip)
  await typeInto(page, '#sandi', person.password)
  await page.keyboard.press('Enter')
  await at(page, 'Langkah kedua')
  await enterAt(page, 'a[href*="cara=pemulihan"]')
  await page.getByText('Masih ada 10 kode').waitFor()
  await typeInto(page, '#kode', code)
  await tabTo(page, '#hilang')
  await page.keyboard.press('Space')
  await look(t, page, 'by the keyboard')
  await page.locator('#hilang').focus()
  await page.keyboard.press('Enter')
  await at(page, 'Pasang aplikasi autentikator yang baru')
  await typeInto(page, '#kode', phoneShows(await keyOf(page)))
  await page.keyboard.press('Enter')
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())
})
