import test from 'ava'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { forgetful, NEW_PASSWORD } from '../helpers/reset.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { until } from '../helpers/waiting.ts'
import { at, countPasswords, look, openDesks, openPhoneStage, phonePage, type PhoneStage, press, textsIn } from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// A forgotten password, from the application to the application, by the letter that reached a real mail server; and the
// link of the letter that tells its owner.

const file = fileScope(test)
let stage: PhoneStage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file)
  await openDesks(stage)
})

/** The address of a letter's link of this kind, once a letter with one has reached the mail server. */
async function linkIn(kind: 'lupa' | 'bukan-saya'): Promise<string> {
  const links = (): string[] => stage.mail.received.flatMap(({ raw }) =>
    new RegExp(`https://\\S+/${kind}/[^\\s"<]+`).exec(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[0] ?? [])
  await until(() => links().length > 0)
  return links().at(-1) ?? ''
}

browserTest('from the letter to the application on a phone of 360 px, past the second step; then "it was not I" freezes', async (t) => {
  const who = await forgetful(stage)
  const key = await giveTotp(stage, who.sub)
  const page = await phonePage(stage)
  const passwords = countPasswords(page)
  await goToSignIn(page, stage)
  await press(page, 'Lupa kata sandi?')
  await at(page, 'Buat kata sandi baru')
  await look(t, page, 'number', 'reset-nomor-360')
  await page.getByLabel('NIP atau NI PPPK').fill(who.nip)
  await page.getByLabel('Empat angka terakhir nomor ponsel Anda').fill('6789')
  await press(page, 'Lanjut')
  await at(page, 'Periksa surel atau SMS Anda')
  await look(t, page, 'sent', 'reset-kode-360')
  const link = await linkIn('lupa')
  t.deepEqual(textsIn(stage), [], 'no link goes by SMS')

  // Opened in the same browser, twice: looking uses nothing.
  for (let time = 0; time < 2; time += 1) await page.goto(link)
  await at(page, 'Buat kata sandi baru')
  await look(t, page, 'link', 'reset-tautan-360')
  await press(page, 'Lanjut')
  await page.getByLabel('Kode enam angka dari aplikasi').waitFor()
  await look(t, page, 'second step first')
  await page.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(key))
  await press(page, 'Lanjut')
  await at(page, 'Kata sandi baru untuk akun Anda')
  t.false((await page.content()).includes(who.nip))
  await look(t, page, 'new password', 'reset-sandi-360')
  await page.getByLabel('Kata sandi baru').fill(NEW_PASSWORD)
  await press(page, 'Simpan dan masuk')
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible(), 'the application is told of both')
  t.deepEqual(passwords, { typed: 0, chosen: 1 })
  await until(() => textsIn(stage).some((text) => text.includes('kata sandi baru dibuat pada akun Anda')))

  const other = await phonePage(stage)
  await other.goto(link)
  await other.getByText('Tautan ini tidak berlaku lagi').waitFor()
  await look(t, other, 'used')
  await other.goto(await linkIn('bukan-saya'))
  await at(other, 'Ini bukan Anda? Bekukan akun Anda')
  await look(t, other, 'it was not I', 'bukan-saya-360')
  await press(other, 'Bekukan akun saya')
  await at(other, 'Akun Anda dibekukan')
  await look(t, other, 'frozen', 'bukan-saya-beku-360')
  await goToSignIn(other, stage)
  await signIn(other, { nip: who.nip, password: NEW_PASSWORD })
  await other.getByRole('alert').waitFor()
})

browserTest('without JavaScript, opened on another device: it goes on there, and ends where the application stands', async (t) => {
  const who = await forgetful(stage, 'Kepala Seksi', { email: 'kasi@contoh.test' })
  const had = stage.mail.received.length
  const page = await phonePage(stage, { javaScriptEnabled: false })
  await goToSignIn(page, stage)
  await press(page, 'Lupa kata sandi?')
  await page.getByLabel('NIP atau NI PPPK').fill(who.nip)
  await page.getByLabel('Empat angka terakhir nomor ponsel Anda').fill('6789')
  await press(page, 'Lanjut')
  await at(page, 'Periksa surel atau SMS Anda')
  await until(() => stage.mail.received.slice(had).some(({ raw }) => raw.includes('/lupa/')))
  const other = await phonePage(stage, { javaScriptEnabled: false })
  await other.goto(await linkIn('lupa'))
  await press(other, 'Lanjut')
  await at(other, 'Kata sandi baru untuk akun Anda')
  await other.getByLabel('Kata sandi baru').fill(NEW_PASSWORD)
  await press(other, 'Simpan dan masuk')
  await other.waitForURL(`${stage.issuer}/?cari=**`)
  t.is(new URL(other.url()).origin, stage.issuer)
})
