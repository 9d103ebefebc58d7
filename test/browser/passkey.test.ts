import test, { type ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { giveAuthenticator } from '../helpers/virtual-authenticator.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import { lookAt } from './look.ts'
import { enterDemo, goToSignIn, openStage, signIn, type Stage } from './stage.ts'

// Passkeys at 360 px, with an authenticator in the browser. Pictures go to docs/ with UPDATE_SCREENSHOTS=1.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openStage(file)
})

const PHONE = { viewport: { width: 360, height: 640 } }

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur?.()')
  await screenshot(page, name, { fullPage: true })
}

/** A phone of somebody who has nothing beside his password yet. */
async function phoneOf(who: string) {
  const person = await demoPerson(stage.db.app, who)
  const page = await stage.newPage(PHONE)
  return { person, page, phone: await giveAuthenticator(page), sub: await subOf(stage.db, person.nip) }
}

/** Adds a passkey under /akun, in a session that is there. */
async function addPasskey(page: Page, nama = 'Ponsel saya'): Promise<void> {
  await page.goto(`${stage.issuer}/akun/faktor`)
  await page.getByRole('link', { name: 'Tambah passkey' }).click()
  await page.locator('#nama').fill(nama)
  await page.getByRole('button', { name: 'Buat passkey' }).click()
  await page.waitForURL(`${stage.issuer}/akun/faktor?pesan=faktor-*`)
  await stage.heard()
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${stage.issuer}/`)
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.getByRole('heading', { name: 'Keluar dari' }).waitFor({ state: 'detached' })
}

/** Forgets that a passkey was used here, so that the browser waits for the button. */
const forget = (page: Page): Promise<unknown> => page.evaluate('localStorage.clear()')

async function signedInOnce(page: Page, person: Credentials): Promise<void> {
  await enterDemo(page, stage, person)
  await addPasskey(page)
  await signOut(page)
  await forget(page)
}

/** The password of somebody whom this browser knows by now, so that it suggests him. */
async function typeAgain(page: Page, { password }: Credentials): Promise<void> {
  await goToSignIn(page, stage)
  await page.locator('#sandi').fill(password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** The page where a passkey comes after the password. */
async function toSecondStep(page: Page, person: Credentials): Promise<void> {
  await typeAgain(page, person)
  await page.getByRole('heading', { name: 'Langkah kedua' }).waitFor()
}

const acrOf = async (sub: string) => {
  const row = await stage.db.owner.knex('oidc_session').where({ account_id: sub }).whereNull('destroyed_at')
    .orderBy('expires_at', 'desc').first<{ payload: string }>()
  const { acr, amr } = (typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload) as { acr: string; amr: string[] }
  return { acr, amr }
}

const STRONG = 'urn:bantenprov:acr:tahan-phishing'

browserTest('a passkey is added under /akun with a name, renamed, used as the second step, and removed', async (t) => {
  const { person, page, phone, sub } = await phoneOf('PNS di sekolah')
  await enterDemo(page, stage, person)
  await page.goto(`${stage.issuer}/akun/faktor/passkey`)
  await page.locator('form[data-passkey]:not([hidden])').waitFor()
  t.true(await page.getByRole('button', { name: 'Buat passkey' }).isVisible())
  t.false(await page.locator('[data-tanpa-passkey]').isVisible())
  await lookAt(t, page, 'a new passkey', 'id')
  await take(page, 'passkey-tambah-360')
  await addPasskey(page, 'Ponsel <saya>')
  t.is((await phone.passkeys()).length, 1)
  t.true(await page.getByText('Ponsel <saya>', { exact: true }).first().isVisible())
  await page.getByRole('link', { name: 'Ganti nama' }).click()
  await page.locator('#nama').fill('  ')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await page.getByRole('alert').waitFor()
  await page.locator('#nama').fill('Ponsel dinas')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await page.waitForURL(`${stage.issuer}/akun/faktor?pesan=nama-diganti`)
  t.true(await page.getByText('Ponsel dinas', { exact: true }).first().isVisible())
  await lookAt(t, page, 'the list', 'id')
  await take(page, 'passkey-daftar-360')
  await page.goto(`${stage.issuer}/akun/faktor/passkey`)
  await page.getByRole('button', { name: 'Buat passkey' }).click()
  await page.getByText('Perangkat ini sudah mempunyai passkey').waitFor()
  await signOut(page)
  await forget(page)

  await toSecondStep(page, person)
  await lookAt(t, page, 'the second step', 'id')
  await take(page, 'passkey-langkah-kedua-360')
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await page.waitForURL(`${stage.demo}/`)
  const { acr, amr } = await acrOf(sub)
  t.is(acr, STRONG)
  t.true(['pwd', 'user', 'mfa'].every((word) => amr.includes(word)), amr.join())

  await page.goto(`${stage.issuer}/akun/faktor`)
  await page.getByRole('link', { name: 'Hapus' }).click()
  await page.getByRole('button', { name: 'Hapus' }).click()
  await page.waitForURL(`${stage.issuer}/akun/faktor?pesan=faktor-dihapus`)
  t.is((await stage.db.owner.knex('faktor_passkey').where({ pegawai_id: sub }).whereNull('revoked_at')).length, 0)
})

browserTest('a passkey alone signs in, by the button and then by the browser itself', async (t) => {
  const { person, page, sub } = await phoneOf('Kepala Seksi')
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/opsi')) asked.push(new URL(request.url()).pathname) })
  await goToSignIn(page, stage)
  t.is(await page.locator('#nip').getAttribute('autocomplete'), 'username webauthn')
  t.true(await page.getByRole('button', { name: 'Masuk dengan passkey' }).isVisible())
  await page.waitForLoadState('networkidle')
  t.deepEqual(asked, [], 'whoever has used no passkey here costs nothing')
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
  await addPasskey(page)
  await signOut(page)
  await forget(page)

  await goToSignIn(page, stage)
  await take(page, 'passkey-masuk-360')
  await page.getByRole('button', { name: 'Masuk dengan passkey' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.is((await acrOf(sub)).acr, STRONG)
  t.false((await acrOf(sub)).amr.includes('pwd'))
  await signOut(page)

  // This browser knows by now that a passkey is of use here.
  await page.goto(`${stage.demo}/`)
  await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.is((await acrOf(sub)).acr, STRONG)
})

/** What is refused on the page of the second step, in words, with nobody signed in. */
async function refused(t: ExecutionContext, page: Page, sub: string, words: RegExp): Promise<void> {
  await page.getByText(words).first().waitFor()
  t.true(await page.getByRole('alert').first().isVisible())
  t.is(await stage.db.owner.knex('oidc_session').where({ account_id: sub }).whereNull('destroyed_at').then((rows) => rows.length), 0)
}

browserTest('a finger that is not its owner\'s opens nothing, and the page says so', async (t) => {
  const { person, page, phone, sub } = await phoneOf('Pegawai RSUD')
  await signedInOnce(page, person)
  await phone.verifies(false)
  await toSecondStep(page, person)
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await refused(t, page, sub, /perangkat tidak memastikan bahwa ini Anda/)
  await lookAt(t, page, 'not verified', 'id')
  await take(page, 'passkey-tidak-terverifikasi-360')
  await phone.verifies(true)
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await page.waitForURL(`${stage.demo}/`)
})

browserTest('a copy of a passkey whose counter goes back is refused in words, and opens nothing from then on', async (t) => {
  const { person, page, phone, sub } = await phoneOf('Kepala Bidang')
  await signedInOnce(page, person)
  const [copy] = await phone.passkeys()
  if (!copy) throw new Error('no passkey was made')
  await toSecondStep(page, person)
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await page.waitForURL(`${stage.demo}/`)
  await signOut(page)
  await forget(page)
  await phone.putBack(copy, 0)
  await toSecondStep(page, person)
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await refused(t, page, sub, /tampaknya ada salinannya/)
  await lookAt(t, page, 'the counter went back', 'id')
  await take(page, 'passkey-salinan-360')
})

browserTest('where nothing less will do a passkey is made on the way in, after what else he has', async (t) => {
  const { person, page, sub } = await phoneOf('PPPK di Dinas Kesehatan')
  const key = await giveTotp(stage, sub)
  await putRule(stage.db, { id: 'uji-passkey', siapa: { pegawai: [sub] }, tuntutan: 'tahan-phishing' })
  await stage.heard()
  await goToSignIn(page, stage)
  await signIn(page, person)
  await page.locator('#kode').fill(phoneShows(key))
  await page.getByRole('button', { name: 'Lanjut', exact: true }).click()
  await page.getByRole('heading', { name: 'Buat passkey Anda' }).waitFor()
  await lookAt(t, page, 'a first passkey', 'id')
  await take(page, 'passkey-pasang-360')
  await page.locator('#nama').fill('Ponsel')
  await page.getByRole('button', { name: 'Buat passkey dan lanjut' }).click()
  await page.locator('form[action$="/kartu"] button').click()
  await page.locator('form[action$="/kartu/selesai"] button').click()
  await page.waitForURL(`${stage.demo}/`)
  t.is((await acrOf(sub)).acr, STRONG)
  await signOut(page)
  await stage.heard()
  await forget(page)
  await toSecondStep(page, person)
  t.is(await page.locator('a[href*="cara=totp"]').count(), 0, 'an authenticator is not offered as good enough')
  await page.getByRole('button', { name: 'Lanjut dengan passkey' }).click()
  await page.waitForURL(`${stage.demo}/`)
})

browserTest('without script nothing promises a passkey, and every page says what else there is', async (t) => {
  const { person, page: first } = await phoneOf('Plt')
  await signedInOnce(first, person)
  const page = await stage.newPage({ ...PHONE, javaScriptEnabled: false })
  await goToSignIn(page, stage)
  t.is(await page.getByRole('button', { name: 'Masuk dengan passkey' }).count(), 0)
  await signIn(page, person)
  await page.getByText('Peramban ini tidak dapat memakai passkey').waitFor()
  t.is(await page.getByRole('button', { name: 'Lanjut dengan passkey' }).count(), 0)
  await screenshot(page, 'passkey-tanpa-skrip-360', { fullPage: true })
  t.true(await page.getByRole('link', { name: 'Ponsel dan kartu hilang' }).isVisible())

  const stranger = await demoPerson(stage.db.app, 'Auditor')
  await putRule(stage.db, {
    id: 'uji-tanpa-skrip', siapa: { pegawai: [await subOf(stage.db, stranger.nip)] }, tuntutan: 'tahan-phishing',
  })
  await stage.heard()
  const other = await stage.newPage({ ...PHONE, javaScriptEnabled: false })
  await goToSignIn(other, stage)
  await signIn(other, stranger)
  await other.getByText('Peramban ini tidak dapat membuat passkey').waitFor()
  await other.getByRole('button', { name: 'Perangkat saya tidak bisa' }).click()
  await other.getByRole('heading', { name: 'Anda perlu cara masuk yang lebih kuat' }).waitFor()
  t.true(await other.getByRole('link', { name: 'Bantuan langkah kedua' }).isVisible())
})
