import test from 'ava'
import type { Page } from 'playwright-core'
import { findCredential } from '../../src/domain/accounts/account.queries.ts'
import { groupNip } from '../../src/domain/pegawai/nip.rules.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { claimsOf } from '../../src/oidc/claims.rules.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { tabTo } from './keyboard.ts'
import { enterDemo, goToSignIn, openStage, signIn, type Stage } from './stage.ts'

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

/** The value that the demo application shows beside a claim of userinfo. */
const claim = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Data dari userinfo' })
    .getByRole('row').filter({ has: page.locator('th code', { hasText: new RegExp(`^${name}$`) }) }).getByRole('cell').first()

browserTest('sign in through the demo application, which shows what it received, and refreshes it', async (t) => {
  const person = await demoPerson(stage.db.app, 'Plt')
  const sub = (await findCredential(stage.db.app, person.nip))?.pegawai_id ?? ''
  const today = await findPersonToday(stage.db.app, sub, stage.clock.today())
  if (!today) return t.fail('the person is in the directory')
  const claims = claimsOf(today, { syntheticCodes: true }) as
    { name: string; opd: { nama: string }; jabatan: { nama: string }; penugasan: { jabatan: string }[] }
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  t.is(await page.title(), 'Masuk ke Aplikasi demo - Banten Satu Login')
  const going = page.locator('.going')
  t.regex(await going.innerText(), /Anda akan masuk ke\s+Aplikasi demo\s+Dinas Komunikasi, Informatika, Statistik dan Persandian/)
  t.is(await page.locator('.host').innerText(), new URL(stage.issuer).host)
  const nip = page.getByLabel('NIP atau NI PPPK')
  const sandi = page.getByLabel('Kata sandi', { exact: true })
  t.is(await nip.getAttribute('autocomplete'), 'username webauthn')
  t.is(await nip.getAttribute('inputmode'), 'numeric')
  t.is(await sandi.getAttribute('autocomplete'), 'current-password')
  t.is(await sandi.getAttribute('type'), 'password')

  await nip.fill(groupNip(person.nip))
  await sandi.fill(person.password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByRole('heading', { level: 1, name: `Anda masuk sebagai ${claims.name}` }).isVisible())
  t.is(await claim(page, 'nip').innerText(), groupNip(person.nip))
  t.true((await claim(page, 'opd').innerText()).includes(claims.opd.nama))
  t.true((await claim(page, 'jabatan').innerText()).includes(claims.jabatan.nama))
  const penugasan = await claim(page, 'penugasan').innerText()
  t.true(penugasan.includes('PLT (pelaksana tugas)') && penugasan.includes(claims.penugasan[0]?.jabatan ?? 'none'))

  await page.getByRole('button', { name: 'Segarkan data' }).click()
  t.is(await page.getByRole('status').innerText(), 'Data sudah disegarkan.')
  t.regex(await page.getByRole('region', { name: 'Sesi ini' }).innerText(), /1 kali, terakhir/)
})

browserTest('the launcher links to what is connected, and names the others without a link', async (t) => {
  const page = await stage.newPage()
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'Plt'))
  await page.goto(`${stage.issuer}/`)
  t.is(page.url(), `${stage.issuer}/`, 'no second sign-in')

  const connected = page.getByRole('region', { name: 'Terhubung', exact: true })
  t.is(await connected.getByRole('link').count(), 1)
  t.is(await connected.getByRole('link', { name: 'Aplikasi demo' }).getAttribute('href'), `${stage.demo}/`)
  t.regex(await connected.innerText(), /1 dari 100 aplikasi terdaftar sudah terhubung/)
  const others = page.getByRole('region', { name: 'Belum terhubung' })
  t.false(await others.getByRole('heading', { level: 3 }).first().isVisible())
  await others.getByText('Lihat yang belum terhubung').click()
  t.true(await others.getByText('skp.bantenprov.go.id').isVisible())
  t.is(await others.getByRole('link').count(), 0)
  t.is(await others.locator('.groups li').count(), 97)

  await page.getByLabel('Cari aplikasi atau OPD').fill('SKP')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.search === '?cari=SKP')
  t.true(await others.getByText('skp.bantenprov.go.id').isVisible(), 'what was found is open')
  t.true(await connected.getByText('Tidak ada aplikasi terhubung yang cocok dengan “SKP”').isVisible())
  await page.getByLabel('Cari aplikasi atau OPD').fill('tidak-ada-yang-begini')
  await page.getByRole('button', { name: 'Cari' }).click()
  t.regex(await page.getByRole('status').innerText(), /Tidak ada aplikasi yang cocok dengan “tidak-ada-yang-begini”/)
  await page.getByRole('link', { name: 'Tampilkan semua aplikasi' }).click()

  await connected.getByRole('link', { name: 'Aplikasi demo' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByRole('button', { name: 'Segarkan data' }).isVisible())
})

browserTest('the launcher opens by itself too, and leads where the person wanted to go', async (t) => {
  const page = await stage.newPage()
  await page.goto(`${stage.issuer}/?cari=bkd`)
  t.is(await page.title(), 'Masuk - Banten Satu Login')
  await signIn(page, await demoPerson(stage.db.app, 'PNS di sekolah'))
  await page.waitForURL((url) => url.href === `${stage.issuer}/?cari=bkd`)
  t.is(await page.getByLabel('Cari aplikasi atau OPD').inputValue(), 'bkd')
})

browserTest('the keyboard alone signs in and out', async (t) => {
  const { nip, password } = await demoPerson(stage.db.app, 'Admin OPD')
  const page = await stage.newPage()
  await page.goto(`${stage.demo}/`)
  await tabTo(page, 'a[href="/masuk"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${stage.issuer}/masuk/*`)
  await page.keyboard.press('Tab')
  t.is(await page.evaluate<string>('document.activeElement.textContent'), 'Lompat ke isi')
  await tabTo(page, '#nip')
  await page.keyboard.type(nip)
  await page.keyboard.press('Tab')
  t.is(await page.evaluate<string>('document.activeElement.id'), 'sandi')
  await page.keyboard.type(password)
  // Enter in the password field signs in; it does not show the password, though that button stands first beside it.
  await page.keyboard.press('Enter')
  await page.waitForURL(`${stage.demo}/`)

  await page.goto(`${stage.issuer}/`)
  await tabTo(page, '.me button')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${stage.issuer}/oidc/session/end?*`)
  await tabTo(page, 'button[value="yes"]')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${stage.issuer}/oidc/session/end/success`)
  t.true(await page.getByRole('heading', { name: 'Anda sudah keluar' }).isVisible())
})
