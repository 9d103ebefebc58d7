import test from 'ava'
import type { Page } from 'playwright-core'
import { findRun } from '../../src/domain/kepegawaian/runs/index.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { UNIT_ROWS } from '../kepegawaian/directory.ts'
import { type Cells, nipOf, pegawai, pegawaiCsv, rows, unorCsv } from '../kepegawaian/feeds.ts'
import { openStage, signIn, type Stage } from './stage.ts'

// BKD's steward brings a bundle by the browser, without JavaScript: tried, shown, confirmed, applied by the jobs.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

const FIRST = 'Pengelola data kepegawaian'
const SECOND = 'Pengelola data kepegawaian (kedua)'
const SERIALS = 160

/** Somebody invented, and marked so: no other people come to stand beside the demo's. */
const invented = (serial: number, changes: Cells = {}): Cells =>
  pegawai(serial, { email_gov: `contoh${serial}@bantenprov.example`, ...changes })

const csv = (name: string, people: readonly Cells[], without: readonly string[] = []) => ({
  name, mimeType: 'text/csv', buffer: Buffer.from(pegawaiCsv(people, { without })),
})

async function stewardAt(path: string, which: string): Promise<Page> {
  const page = await stage.newPage({ javaScriptEnabled: false })
  await page.goto(`${stage.issuer}${path}`)
  await signIn(page, await demoPerson(stage.db.app, which))
  const onwards = page.getByRole('button', { name: 'Lanjut' })
  if (await onwards.count() > 0) await onwards.click()
  await page.waitForURL(`${stage.issuer}${path}`)
  return page
}

/** Uploads, and waits until the page that loads itself again shows what the dry run came to. @returns id of the run */
async function tryBundle(page: Page, people: readonly Cells[]): Promise<string> {
  await page.goto(`${stage.issuer}/bkd/unggah`)
  await page.getByLabel('Data pegawai (pegawai.csv)').setInputFiles(csv('ekspor bkd.csv', people))
  await page.getByLabel('Unit organisasi (unor.csv)').setInputFiles({
    name: 'unit.csv', mimeType: 'text/csv', buffer: Buffer.from(unorCsv(UNIT_ROWS)),
  })
  await page.getByRole('button', { name: 'Unggah dan uji' }).click()
  await page.getByRole('heading', { level: 1, name: /^Uji coba selesai/ }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function apply(page: Page, heading: string): Promise<void> {
  await page.getByRole('link', { name: 'Terapkan paket ini' }).click()
  await page.getByRole('button', { name: 'Terapkan', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
}

const kept = async (run: string): Promise<unknown[]> => stage.db.owner.knex('kepegawaian_unggahan').where({ run_id: run })
const nameOf = async (serial: number): Promise<unknown> => stage.db.owner.knex('pegawai')
  .join('pegawai_nip', 'pegawai_id', 'pegawai.id').where({ nip: nipOf(serial) }).first('nama')

browserTest('a steward tries a bundle, looks at the difference, applies it; wrong columns change nothing', async (t) => {
  const page = await stewardAt('/bkd', FIRST)
  await bringPeople(page)
  const run = await tryBundle(page, [invented(1, { nama: 'Nama Setelah Unggah' }), invented(2)])
  t.like(await nameOf(1), { nama: 'Contoh 1' }, 'a dry run changes nobody')
  const { pathname } = new URL(page.url())
  await page.goto(`${stage.issuer}${pathname}/selisih`)
  t.true(await page.getByText('Nama Setelah Unggah').first().isVisible())
  await page.goto(`${stage.issuer}${pathname}`)
  t.is((await kept(run)).length, 1)
  await apply(page, 'Proses sudah diterapkan')
  t.like(await nameOf(1), { nama: 'Nama Setelah Unggah' })
  t.deepEqual(await kept(run), [])
  t.regex((await findRun(stage.db.app, run))?.sha256 ?? '', /^[0-9a-f]{64}$/)
  t.true(await page.getByText('Sidik isi (SHA-256)').isVisible())

  await page.goto(`${stage.issuer}/bkd/unggah`)
  await page.getByLabel('Paket ini berisi semua orang').check()
  await page.getByLabel('Data pegawai (pegawai.csv)').setInputFiles(csv('x.csv', [invented(1, { nama: 'Tidak' })], ['nip_baru']))
  await page.getByRole('button', { name: 'Unggah dan uji' }).click()
  t.regex(await page.getByRole('alert').innerText(), /kolom wajib tidak ada/)
  t.true(await page.getByLabel('Paket ini berisi semua orang').isChecked())
  t.true(await page.getByText('Pilih lagi semua berkasnya').isVisible())
  t.like(await nameOf(1), { nama: 'Nama Setelah Unggah' })
})

/** Brings the people whom the bundles change. */
async function bringPeople(page: Page): Promise<void> {
  await tryBundle(page, rows(1, SERIALS, invented))
  await apply(page, 'Proses sudah diterapkan')
}

browserTest('a bundle that would close too many waits for two different people of BKD', async (t) => {
  const page = await stewardAt('/bkd', FIRST)
  const run = await tryBundle(page, rows(1, SERIALS, (serial) => invented(serial, { kedudukan_hukum_id: '04' })))
  await apply(page, 'Proses menunggu izin dua orang')
  await page.getByRole('link', { name: 'Periksa dan jawab' }).click()
  await page.getByRole('button', { name: 'Ya, selisih ini benar' }).click()
  await page.getByText('Izin Anda tercatat sebagai yang pertama').waitFor()
  await page.goto(`${stage.issuer}/bkd/run/${run}/izin`)
  t.is(await page.getByRole('button', { name: 'Ya, selisih ini benar' }).count(), 0, 'he is no second one')
  t.like(await findRun(stage.db.app, run), { outcome: 'menunggu', hasBundle: true })

  const other = await stewardAt(`/bkd/run/${run}/izin`, SECOND)
  await other.getByRole('button', { name: 'Ya, selisih ini benar' }).click()
  await other.getByRole('heading', { level: 1, name: 'Proses sudah diterapkan' }).waitFor()
  t.like(await findRun(stage.db.app, run), { outcome: 'diterapkan', hasBundle: false, question: { usedBy: run } })
  const closed = await stage.db.owner.knex('pegawai').whereNot({ keadaan: 'aktif' })
    .join('pegawai_nip', 'pegawai_id', 'pegawai.id')
    .whereIn('nip', Array.from({ length: SERIALS }, (_, index) => nipOf(index + 1))).select('pegawai.id')
  t.is(closed.length, SERIALS)
})
