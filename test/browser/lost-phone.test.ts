import test from 'ava'
import type { Page } from 'playwright-core'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveCard, giveTotp, phoneShows } from '../helpers/totp.ts'
import { until } from '../helpers/waiting.ts'
import { subOf } from '../sessions/people.ts'
import {
  addAuthenticator, at, DESK, giveMobile, heldClock, keepCard, look, openDesks, openPhoneStage, phonePage, type PhoneStage, press, textsIn,
} from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// The phone is gone: with the card that was kept, and without it.

const file = fileScope(test)
const clock = heldClock()
let stage: PhoneStage
let person: Credentials
let sub: string
let lostKey: string
let card: string[]
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file, { clock })
  person = await demoPerson(stage.db.app, 'PNS di sekolah')
  sub = await subOf(stage.db, person.nip)
  await giveMobile(stage, sub)
  await openDesks(stage)
})
test.beforeEach(async () => {
  clock.at = undefined
  if (kindOfBrowser() === undefined) return
  await stage.db.owner.knex('faktor_totp').where({ pegawai_id: sub }).update({ revoked_at: new Date(), rahasia_sealed: null })
  lostKey = await giveTotp(stage, sub)
  card = await giveCard(stage, sub)
})

async function toSecondStep(page: Page): Promise<void> {
  await goToSignIn(page, stage)
  await signIn(page, person)
  await at(page, 'Langkah kedua')
}

async function typeFromCard(page: Page, code = ''): Promise<void> {
  await page.getByLabel('Kode pemulihan dari kartu').fill(code)
  await press(page, 'Lanjut')
}

const lost = (page: Page): Promise<void> => page.getByLabel('Ponsel saya hilang atau sudah diganti').check()

/** The old phone opens nothing any more, the new one does; thirty seconds later, for its first code was used. */
async function provesReplaced(page: Page, key: string): Promise<void> {
  clock.at = new Date(Date.now() + 60_000)
  await toSecondStep(page)
  const code = page.getByLabel('Kode enam angka dari aplikasi')
  await code.fill(phoneShows(lostKey, { now: clock.now() }))
  await press(page, 'Lanjut')
  await page.getByRole('alert').getByText('Kode ini tidak cocok').waitFor()
  await code.fill(phoneShows(key, { now: clock.now() }))
  await press(page, 'Lanjut')
  await page.waitForURL(`${stage.demo}/`)
}

browserTest('a code of the card opens once, the page says how many are left, and a phone that turns up again still counts', async (t) => {
  const page = await phonePage(stage)
  await toSecondStep(page)
  await page.getByRole('link', { name: 'Pakai kode dari kartu pemulihan' }).click()
  await page.getByText('Masih ada 10 kode').waitFor()
  await look(t, page, 'recovery code', 'faktor-pemulihan-360')
  await typeFromCard(page, 'AAAA-BBBB-CCCC')
  await page.getByRole('alert').getByText('Kode pemulihan ini tidak cocok').waitFor()
  await typeFromCard(page, card[0]?.toLowerCase().replaceAll('-', ' '))
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())

  const other = await phonePage(stage)
  await toSecondStep(other)
  await other.getByRole('link', { name: 'Pakai kode dari kartu pemulihan' }).click()
  await other.getByText('Masih ada 9 kode').waitFor()
  await lost(other)
  await typeFromCard(other, card[0])
  await other.getByRole('alert').getByText('Kode pemulihan ini sudah dipakai').waitFor()
  t.true(await other.getByLabel('Ponsel saya hilang atau sudah diganti').isChecked(), 'what he said stays')
  await look(t, other, 'recovery code: used')
  await typeFromCard(other, card[1])
  await at(other, 'Pasang aplikasi autentikator yang baru')
  // He has no phone in his hand yet: he is signed in all the same, and nothing has changed.
  await press(other, 'Nanti saja, lanjut masuk')
  await other.waitForURL(`${stage.demo}/`)
  t.is((await stage.db.app.knex('faktor_totp').where({ pegawai_id: sub, revoked_at: null }).whereNotNull('konfirmasi_at')).length, 1)
})

browserTest('lost phone, with the card: the new one takes its place in the same sign-in, and the owner is told', async (t) => {
  const had = textsIn(stage).length
  const page = await phonePage(stage)
  await toSecondStep(page)
  await page.getByRole('link', { name: 'Pakai kode dari kartu pemulihan' }).click()
  await lost(page)
  await typeFromCard(page, card[0])
  await at(page, 'Pasang aplikasi autentikator yang baru')
  await look(t, page, 'another authenticator', 'faktor-pengganti-360')
  const key = await addAuthenticator(page)
  // The card still has nine codes: it is not drawn again.
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByText('urn:bantenprov:acr:mfa').first().isVisible())
  await provesReplaced(await phonePage(stage), key)
  await until(() => ['kode pemulihan dipakai', 'aplikasi autentikator diganti'].every((deed) =>
    textsIn(stage).slice(had).some((text) => text.includes(`Banten Satu Login: ${deed} pada akun Anda`))))
  const kinds = await stage.db.owner.knex('audit_event').where({ subject: sub }).pluck<string[]>('kind')
  for (const kind of ['faktor.kode-dipakai', 'faktor.ditambahkan', 'faktor.dicabut']) t.true(kinds.includes(kind), kind)
})

browserTest('lost phone and lost card: a named helper, a pass that two people give, a new authenticator and a new card', async (t) => {
  const page = await phonePage(stage)
  await toSecondStep(page)
  await page.getByRole('link', { name: 'Ponsel dan kartu hilang: siapa yang menolong' }).click()
  await at(page, 'Petugas bantuan di tiap OPD')
  for (const words of Object.values(DESK)) t.true(await page.getByText(words).first().isVisible())
  await look(t, page, 'whom to see')

  const [helper, admin] = [await stage.newPage(), await stage.newPage()]
  await helper.goto(`${stage.issuer}/pembantu/orang/${sub}/izin`)
  await signIn(helper, await demoPerson(stage.db.app, 'Pembantu faktor kedua'))
  await helper.getByLabel('Alasan').fill('Ponsel dan kartu hilang; saya menemuinya di ruang guru.')
  await helper.getByLabel('Nomor tiket').fill('T-2026-11')
  await helper.locator('form .button:not(.button-second)').last().click()
  await helper.waitForURL(`${stage.issuer}/pembantu/permintaan/*`)
  await admin.goto(helper.url())
  await signIn(admin, await demoPerson(stage.db.app, 'Admin OPD'))
  await press(admin, 'Setujui')
  await admin.getByRole('button', { name: 'Setujui' }).waitFor({ state: 'detached' })
  await helper.reload()
  await press(helper, 'Tampilkan izin')
  const pass = await helper.locator('.letter-code').innerText()

  await page.goBack()
  await at(page, 'Langkah kedua')
  await page.getByRole('link', { name: 'Pakai izin sementara dari pembantu OPD' }).click()
  await look(t, page, 'pass', 'faktor-izin-360')
  await page.getByLabel('Izin sementara').fill(pass)
  await lost(page)
  await press(page, 'Lanjut')
  await at(page, 'Pasang aplikasi autentikator yang baru')
  const key = await addAuthenticator(page)
  const fresh = await keepCard(page)
  t.is(new Set([...fresh, ...card]).size, 20, 'the lost card is void')
  await page.waitForURL(`${stage.demo}/`)
  await provesReplaced(await phonePage(stage), key)
  await until(() => textsIn(stage).some((text) => text.includes('aplikasi autentikator diganti')))
})
