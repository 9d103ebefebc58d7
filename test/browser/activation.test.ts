import test from 'ava'
import type { Page } from 'playwright-core'
import { FIRST_PASSWORD, letterFor, type Newcomer, newcomer } from '../helpers/aktivasi.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fileScope } from '../helpers/scope.ts'
import { until } from '../helpers/waiting.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { askedWho, askForCode, beginActivation, choosePassword, typeLetter } from './activating.ts'
import {
  addAuthenticator, at, codeSent, countPasswords, DESK, look, openDesks, openPhoneStage, phonePage, type PhoneStage, press, textsIn,
} from './phone.ts'

// The first day of somebody with one phone, from the application that he was told to open until he stands in it. Beside
// each proof the pages are looked at; with UPDATE_SCREENSHOTS=1 they become the pictures of docs/panduan-masuk.md.

const file = fileScope(test)
let stage: PhoneStage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file)
  // As an instance begins: everybody is to prove a second factor, and has a quarter of a year to set it up.
  await putRule(stage.db, { pendaftaran_sampai: inDays(90) })
  await stage.heard()
})

const inDemo = async (page: Page, { nama }: Newcomer): Promise<void> => {
  await page.waitForURL(`${stage.demo}/`)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: nama }).waitFor()
}

browserTest('from the message to the application on one phone, with a second step, and no password is asked for twice', async (t) => {
  const who = await newcomer(stage.db)
  const page = await phonePage(stage)
  const passwords = countPasswords(page)
  await beginActivation(page, stage)
  await look(t, page, 'number', 'aktivasi-nomor-360')
  await askForCode(page, who)
  t.true(await page.getByText('Jika NIP dan nomor cocok, kode sedang dikirim').isVisible())
  await look(t, page, 'code', 'aktivasi-kode-360')
  const kode = await codeSent(stage, 0)
  t.false(textsIn(stage).join().includes(who.nip), 'a message names no number')
  await page.getByLabel('Kode', { exact: true }).fill('000000')
  await press(page, 'Lanjut')
  await page.getByRole('alert').getByText('Kode ini tidak cocok').waitFor()
  await look(t, page, 'code: wrong')
  await page.getByLabel('Kode', { exact: true }).fill(kode)
  await press(page, 'Lanjut')
  await askedWho(page, who)
  t.false((await page.content()).includes(who.nip), 'nor does the page')
  await look(t, page, 'is that you', 'aktivasi-benar-360')
  await press(page, 'Benar, lanjut')
  await at(page, 'Pemberitahuan privasi')
  await look(t, page, 'notice', 'aktivasi-pemberitahuan-360')
  await press(page, 'Saya sudah membaca, lanjut')
  await at(page, 'Buat kata sandi')
  await look(t, page, 'password', 'aktivasi-sandi-360')
  await page.getByLabel('Kata sandi baru').fill(FIRST_PASSWORD)
  await press(page, 'Simpan dan masuk')
  // Now, or the day by which.
  await at(page, 'Langkah kedua segera diminta')
  await look(t, page, 'now or later', 'ingatkan-360')
  await press(page, 'Pasang sekarang')
  await at(page, 'Pasang langkah kedua di ponsel Anda')
  const link = page.getByRole('link', { name: 'Buka aplikasi autentikator' })
  t.true(await link.isVisible())
  t.regex(await link.getAttribute('href') ?? '', /^otpauth:\/\/totp\/Banten%20Satu%20Login:/)
  t.false(await page.locator('svg.qr').isVisible(), 'nobody scans the phone in his hand')
  t.is(await page.evaluate<string>(`getComputedStyle(document.querySelector('.key')).userSelect`), 'all', 'one touch takes the key')
  await look(t, page, 'authenticator', 'daftar-faktor-360')
  await addAuthenticator(page)
  await at(page, 'Simpan kartu pemulihan Anda')
  await look(t, page, 'card before')
  await press(page, 'Tampilkan sepuluh kode')
  await page.locator('.codes').waitFor()
  t.is(await page.locator('.codes li').count(), 10)
  await look(t, page, 'card', 'kartu-360')
  await press(page, 'Sudah saya simpan')
  await inDemo(page, who)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible(), 'the application is told of both')
  t.deepEqual(passwords, { typed: 0, chosen: 1 })
  await until(() => ['kata sandi pertama dibuat', 'langkah kedua ditambahkan', 'kartu pemulihan baru dibuat']
    .every((deed) => textsIn(stage).some((text) => text.includes(`Banten Satu Login: ${deed} pada akun Anda`))))
})

browserTest('somebody begun on one phone goes on at another, and the code that was shown is good once', async (t) => {
  const who = await newcomer(stage.db)
  const page = await phonePage(stage)
  await beginActivation(page, stage)
  await typeLetter(page, who, await letterFor(stage, who.id))
  await press(page, 'Tampilkan kode')
  await page.getByText('Kode untuk perangkat lain, berlaku sampai').waitFor()
  await look(t, page, 'go on elsewhere', 'aktivasi-pindah-360')
  const [kode = ''] = /\b[A-Z2-9]{4}(-[A-Z2-9]{4}){4}\b/.exec(await page.locator('.key').innerText()) ?? []

  const other = await phonePage(stage)
  await beginActivation(other, stage)
  await typeLetter(other, who, kode.toLowerCase())
  await choosePassword(other, who)
  await press(other, await other.getByRole('button', { name: /^Nanti, paling lambat/ }).innerText())
  await inDemo(other, who)
  t.true(await other.getByText('urn:bantenprov:acr:sandi').first().isVisible(), 'later, until the day that was named')

  // The first phone comes too late, and is told so.
  await choosePassword(page, who)
  await page.getByRole('alert').getByText('Akun ini sudah aktif').waitFor()
  await look(t, page, 'active meanwhile')
  await press(page, 'Saya sudah punya kata sandi')
  await at(page, 'Masukkan NIP dan kata sandi')
  const third = await phonePage(stage)
  await beginActivation(third, stage)
  await typeLetter(third, who, kode)
  await third.getByRole('alert').getByText('kode sudah dipakai atau diganti').waitFor()
  await look(t, third, 'code used')
})

browserTest('a wrong number on file: the same words, no message, and a person with room and telephone one page away', async (t) => {
  await openDesks(stage)
  const who = await newcomer(stage.db)
  const had = stage.gateway.calls.length
  const page = await phonePage(stage)
  await beginActivation(page, stage)
  // His own number ends otherwise than the one on file.
  await askForCode(page, who, '4321')
  t.true(await page.getByText('Jika NIP dan nomor cocok, kode sedang dikirim').isVisible())
  await page.getByText(/Kode lain dapat diminta \d+ detik lagi/).waitFor()
  await page.getByRole('link', { name: 'Nomor salah atau tidak ada? Temui petugas bantuan di OPD Anda' }).click()
  await at(page, 'Petugas bantuan di tiap OPD')
  t.true(await page.getByText(DESK.ruang).first().isVisible())
  t.true(await page.getByText(DESK.telepon).first().isVisible())
  await look(t, page, 'whom to see', 'pembantu-360')

  // The helper prints him a letter; the sign-in stands where he left it.
  await page.goBack()
  await at(page, 'Ketik kode yang kami kirim')
  await press(page, 'Saya sudah punya kata sandi')
  await press(page, 'Belum aktivasi?')
  await typeLetter(page, who, await letterFor(stage, who.id))
  await choosePassword(page, who)
  await page.getByRole('button', { name: /^Nanti, paling lambat/ }).click()
  await inDemo(page, who)
  t.is(stage.gateway.calls.slice(had).filter(({ body }) => /\b\d{6}\b/.test(body)).length, 0, 'nothing was sent to a stranger')
})
