import test from 'ava'
import type { Page } from 'playwright-core'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { putRule } from '../kebijakan/support.ts'
import {
  addAuthenticator, at, countPasswords, heldClock, keepCard, look, openPhoneStage, phonePage, type PhoneStage, press,
} from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// The second step with an authenticator, on the small phone beside it.

const file = fileScope(test)
const clock = heldClock()
let stage: PhoneStage
let person: Credentials
let key: string
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file, { clock })
  person = await demoPerson(stage.db.app, 'PNS di sekolah')
  key = await giveTotp(stage, await subOf(stage.db, person.nip))
})
test.afterEach(() => { clock.at = undefined })

const later = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000)

async function toSecondStep(page: Page): Promise<void> {
  await goToSignIn(page, stage)
  await signIn(page, person)
  await at(page, 'Langkah kedua')
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Kode enam angka dari aplikasi').fill(code)
  await press(page, 'Lanjut')
}

const told = (page: Page, words: RegExp): Promise<void> => page.getByRole('alert').getByText(words).waitFor()

browserTest('password and code: what is asked, what a wrong code is told, and the application with both', async (t) => {
  clock.at = later(0)
  const page = await phonePage(stage)
  await toSecondStep(page)
  t.is(await page.getByLabel('Kode enam angka dari aplikasi').getAttribute('autocomplete'), 'one-time-code')
  t.is(await page.getByLabel('Kode enam angka dari aplikasi').getAttribute('inputmode'), 'numeric')
  t.false((await page.content()).includes(person.nip), 'the number is masked')
  await look(t, page, 'second step', 'faktor-360')
  await typeCode(page, '12 34')
  await told(page, /Ketik enam angka yang tampil di aplikasi/)
  await typeCode(page, phoneShows(key, { minutesOff: 60, now: clock.now() }))
  await told(page, /Kode ini tidak cocok\. Ketik kode yang sedang tampil/)
  t.is(await page.title(), 'Galat: Langkah kedua - Banten Satu Login')
  await look(t, page, 'second step: wrong')
  const code = phoneShows(key, { now: clock.now() })
  await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`)
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())
})

browserTest('a code is good once: the page says how long until the next one, which opens', async (t) => {
  clock.at = later(90)
  const code = phoneShows(key, { now: clock.now() })
  const [first, second] = [await phonePage(stage), await phonePage(stage)]
  await toSecondStep(first)
  await typeCode(first, code)
  await first.waitForURL(`${stage.demo}/`)
  await toSecondStep(second)
  await typeCode(second, code)
  await told(second, /Kode ini sudah dipakai\. Tunggu kode berikutnya \(\d+ detik\)/)
  const [, seconds = ''] = /\((\d+) detik\)/.exec(await second.getByRole('alert').innerText()) ?? []
  await look(t, second, 'second step: used', 'faktor-terpakai-360')
  clock.at = later(Number(seconds))
  await typeCode(second, phoneShows(key, { now: clock.now() }))
  await second.waitForURL(`${stage.demo}/`)
})

browserTest('a phone four minutes off: the page says how far, which way, and what to do; the right time opens', async (t) => {
  clock.at = later(300)
  const page = await phonePage(stage)
  await toSecondStep(page)
  for (const [minutesOff, words, picture] of [
    [-4, /Kode ini dari 4 menit yang lalu: jam ponsel Anda terlambat\. Buka Setelan, Tanggal dan waktu, nyalakan waktu otomatis/, 'faktor-jam-360'],
    [4, /Kode ini untuk 4 menit lagi: jam ponsel Anda terlalu cepat\. Buka Setelan, Tanggal dan waktu, nyalakan waktu otomatis/, undefined],
  ] as const) {
    await typeCode(page, phoneShows(key, { minutesOff, now: clock.now() }))
    await told(page, words)
    await look(t, page, `clock ${minutesOff} minutes off`, picture)
  }
  // Whose clock cannot be set has other ways on the same page.
  t.true(await page.getByRole('link', { name: 'Pakai izin sementara dari pembantu OPD' }).isVisible())
  t.true(await page.getByRole('link', { name: 'Ponsel dan kartu hilang: siapa yang menolong' }).isVisible())
  await typeCode(page, phoneShows(key, { now: clock.now() }))
  await page.waitForURL(`${stage.demo}/`)
})

browserTest('whoever has to set up a second step signs in once for it, and is told of a phone four minutes slow', async (t) => {
  const newly = await demoPerson(stage.db.app, 'PPPK di Dinas Kesehatan')
  await putRule(stage.db, { siapa: { pegawai: [await subOf(stage.db, newly.nip)] } })
  await stage.heard()
  const page = await phonePage(stage)
  const passwords = countPasswords(page)
  await goToSignIn(page, stage)
  await signIn(page, newly)
  await at(page, 'Pasang langkah kedua di ponsel Anda')
  const own = (await page.locator('.key').innerText()).replaceAll(/\s/g, '')
  await page.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(own, { minutesOff: -4 }))
  await press(page, 'Simpan dan lanjut')
  await told(page, /Kode ini dari 4 menit yang lalu: jam ponsel Anda terlambat/)
  await look(t, page, 'authenticator: slow')
  t.is(await addAuthenticator(page), own, 'the key stays')
  t.is((await keepCard(page)).length, 10)
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())
  // The portal and the application know him from here on.
  await page.goto(`${stage.issuer}/akun/faktor`)
  t.true(await page.getByText('Aplikasi autentikator').first().isVisible())
  t.deepEqual(passwords, { typed: 1, chosen: 0 })
})
