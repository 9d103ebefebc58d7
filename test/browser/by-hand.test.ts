import test from 'ava'
import { grantRole } from '../../src/domain/accounts/role.service.ts'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { daysFrom } from '../helpers/usulan.ts'
import { fillLetter } from './hand-tour.ts'
import { kodeOf, openStage, signIn, type Stage } from './stage.ts'

// Two people and two browsers: one records, the other confirms. The pictures of docs/panduan-bkd.md are taken on the way.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openStage(file)
})

async function atDesk(wanted: string, path: string) {
  const page = await stage.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${stage.issuer}${path}`)
  await signIn(page, await demoPerson(stage.db.app, wanted))
  await page.waitForURL(`${stage.issuer}${path}`)
  return page
}

browserTest('a Plh: the admin of an OPD records the letter, BKD confirms it, and it stands on the launcher', async (t) => {
  const { nip } = await demoPerson(stage.db.app, 'Pegawai RSUD Banten')
  await grantRole(stage.db.app, stage.clock, { nip, role: 'admin-opd', opd: kodeOf('biro-hukum') })
  const admin = await atDesk('Pegawai RSUD Banten', '/bkd/penugasan')
  t.false(await admin.getByRole('link', { name: 'Ikhtisar' }).isVisible(), 'the menu of an admin-opd')
  await admin.getByRole('link', { name: 'Catat penugasan' }).click()
  await admin.fill('#nip', (await demoPerson(stage.db.app, 'Pegawai Biro Hukum')).nip)
  await admin.getByRole('button', { name: 'Lanjut' }).click()
  await admin.waitForURL(/\/bkd\/penugasan\/baru\/[0-9a-f-]{36}$/)
  t.notRegex(admin.url(), /\d{18}/, 'no NIP in an address')
  await fillLetter(admin, stage, { sk: '800/12-CONTOH/2026', jabatan: 'Kepala Bagian Bantuan Hukum' })
  await screenshot(admin, 'bkd-penugasan-baru', { fullPage: true })
  await admin.getByRole('button', { name: 'Catat', exact: true }).click()
  await admin.getByText('menunggu konfirmasi BKD').waitFor()
  t.is(await admin.getByRole('link', { name: 'Konfirmasi' }).count(), 0, 'his own')

  const bkd = await atDesk('Pengelola data kepegawaian', '/bkd/penugasan')
  await screenshot(bkd, 'bkd-penugasan')
  await bkd.locator('.grid a').first().click()
  await bkd.getByRole('link', { name: 'Konfirmasi' }).click()
  await bkd.getByText('tidak punya pemegang definitif').waitFor()
  await screenshot(bkd, 'bkd-penugasan-konfirmasi')
  await bkd.getByRole('button', { name: 'Konfirmasi' }).click()
  await bkd.getByText('sudah ada di token orang ini').waitFor()

  const person = await atDesk('Pegawai Biro Hukum', '/')
  await person.getByText('Kepala Bagian Bantuan Hukum').waitFor()
  t.true(await person.getByText('Plh').first().isVisible())
})

browserTest('a developer of a vendor: entered by one of BKD, confirmed by another, with the number on the page', async (t) => {
  const first = await atDesk('Pengelola data kepegawaian', '/bkd/tanpa-nip')
  await first.getByRole('link', { name: 'Catat orang' }).click()
  await first.selectOption('#kategori', 'pengembang-vendor')
  await first.fill('#nama', 'Arya Contoh Pradana')
  await first.fill('#dasar', 'SPK contoh 31/2026')
  await first.fill('#sampai', daysFrom(stage, 120))
  await first.getByRole('button', { name: 'Catat', exact: true }).click()
  await first.getByText('Petugas BKD yang lain mengonfirmasinya').waitFor()
  const path = new URL(first.url()).pathname

  const second = await atDesk('Pengelola data kepegawaian (kedua)', '/bkd/tanpa-nip')
  await screenshot(second, 'bkd-tanpa-nip')
  await second.goto(`${stage.issuer}${path}/konfirmasi`)
  await second.getByRole('button', { name: 'Konfirmasi' }).click()
  t.true(await second.getByText(/BTN-\d{4}-\d{4}-\d{2}/).isVisible())
  await screenshot(second, 'bkd-tanpa-nip-orang')
})
