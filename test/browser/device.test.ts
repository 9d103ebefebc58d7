import test from 'ava'
import type { Page } from 'playwright-core'
import { DEMO_CLIENT_ID } from '../../src/seed/demo-client.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { at, heldClock, look, openPhoneStage, phonePage, type PhoneStage, press } from './phone.ts'
import { goToSignIn, signIn } from './stage.ts'

// One's own device at 360 px: "Lanjut sebagai", "Bukan saya", "Percayai 30 hari", and the page that takes it back.

const file = fileScope(test)
const clock = heldClock()
let stage: PhoneStage
let person: Credentials
let key: string
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openPhoneStage(file, { clock })
  person = await demoPerson(stage.db.app, 'PNS di sekolah')
  await stage.db.owner.knex('pegawai').where({ id: await subOf(stage.db, person.nip) }).update({ nama: 'Siti Contoh' })
  key = await giveTotp(stage, await subOf(stage.db, person.nip))
  await stage.heard()
})
test.afterEach(() => { clock.at = undefined })

async function typeCode(page: Page, { percaya = false } = {}): Promise<void> {
  await at(page, 'Langkah kedua')
  await stage.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
  if (percaya) await page.getByLabel('Percayai perangkat ini 30 hari').check()
  await page.locator('#kode').fill(phoneShows(key))
  await press(page, 'Lanjut')
}

/** What the demo application registered as the least. */
async function requireMore(acr: string | null): Promise<void> {
  await stage.db.owner.knex('client').where({ client_id: DEMO_CLIENT_ID }).update({ acr_minimum: acr })
  await stage.heard()
}

/** Nobody is signed in any more, as after a night; what the browser remembers stays. */
async function overnight(page: Page): Promise<void> {
  const kept = (await page.context().cookies()).filter(({ name }) => name.includes('perangkat'))
  await page.context().clearCookies()
  await page.context().addCookies(kept)
  await stage.heard()
}

browserTest('a phone that was trusted suggests its owner and asks no code, but where more is asked', async (t) => {
  const page = await phonePage(stage)
  await goToSignIn(page, stage)
  await signIn(page, person)
  await at(page, 'Langkah kedua')
  await page.getByLabel('Percayai perangkat ini 30 hari').check()
  await look(t, page, 'trust', 'percayai-360')
  await typeCode(page, { percaya: true })
  await page.waitForURL(`${stage.demo}/`)

  await overnight(page)
  await goToSignIn(page, stage)
  await at(page, `Lanjut sebagai Siti ····${person.nip.slice(-4)}`)
  t.is(await page.locator('#nip').count(), 0)
  t.false((await page.content()).includes(person.nip))
  await look(t, page, 'continue', 'lanjut-sebagai-360')
  await page.locator('#sandi').fill('salah-sekali')
  await page.locator('#sandi').press('Enter')
  await page.getByRole('alert').waitFor()
  await look(t, page, 'continue, wrong')
  await page.locator('#sandi').fill(person.password)
  await page.locator('#sandi').press('Enter')
  await page.waitForURL(`${stage.demo}/`)

  // In the same session the application comes to ask for more than it did.
  await requireMore('urn:bantenprov:acr:mfa')
  await page.context().clearCookies({ domain: new URL(stage.demo).hostname })
  await goToSignIn(page, stage)
  await at(page, 'Langkah kedua')
  t.is(await page.getByLabel('Percayai perangkat ini 30 hari').count(), 0)
  await typeCode(page)
  await page.waitForURL(`${stage.demo}/`)
  await requireMore(null)

  await page.goto(`${stage.issuer}/akun/perangkat`)
  await page.getByText('Perangkat ini', { exact: true }).waitFor()
  await look(t, page, 'devices', 'akun-perangkat-360')
  await page.getByRole('button', { name: 'Jangan percayai lagi' }).click()
  await page.getByRole('status').waitFor()
  await overnight(page)
  await goToSignIn(page, stage)
  await page.locator('#sandi').fill(person.password)
  await press(page, 'Masuk')
  await at(page, 'Langkah kedua')
})

browserTest('"Bukan saya" leaves the plain form, without scripts as well', async (t) => {
  const page = await phonePage(stage, { javaScriptEnabled: false })
  await goToSignIn(page, stage)
  await signIn(page, person)
  await typeCode(page)
  await page.waitForURL(`${stage.demo}/`)
  await overnight(page)
  await goToSignIn(page, stage)
  await at(page, /^Lanjut sebagai Siti/)
  await press(page, 'Bukan saya')
  await at(page, 'Masukkan NIP dan kata sandi')
  t.is(await page.locator('#nip').inputValue(), '')
  await page.reload()
  await at(page, 'Masukkan NIP dan kata sandi')
})
