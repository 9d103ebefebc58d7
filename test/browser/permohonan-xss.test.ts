import test from 'ava'
import { BAGIAN } from '../../src/doors/pengembang/permohonan/bagian.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { everyRole } from '../helpers/desk.ts'
import { attach, draftOf } from '../helpers/draf.ts'
import { heard } from '../helpers/house.ts'
import { opdClient } from '../helpers/klien.ts'
import { filedPermohonan } from '../helpers/permohonan.ts'
import { fileScope } from '../helpers/scope.ts'
import { brokenOut, XSS, xssIsi } from '../helpers/xss.ts'
import { openStage, signIn, type Stage } from './stage.ts'

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

browserTest('whatever is typed into an application stays text on every page that shows it', async (t) => {
  const page = await stage.newPage()
  const person = await everyRole(stage)
  const id = await draftOf(stage, { isi: xssIsi() })
  await attach(stage, id, { jenis: 'lain', name: XSS[1] ?? '' })
  await page.goto(`${stage.issuer}/pengembang`)
  await signIn(page, person)
  await page.waitForURL(`${stage.issuer}/pengembang`)
  const root = `${stage.issuer}/pengembang/permohonan/${id}`
  const shown = BAGIAN.map(({ kunci }) => `${root}/isian/${kunci}?periksa=1`)
  for (const url of [`${stage.issuer}/pengembang`, root, ...shown, `${root}/uji`, `${root}/kepemilikan`, `${root}/tarik`]) {
    t.is((await page.goto(url))?.status(), 200, url)
    t.deepEqual(await brokenOut(page), [], url)
  }
  await page.goto(root)
  t.true((await page.locator('h1').innerText()).includes('<script>window.pwned=1</script>'), 'and can be read')
  // What is typed comes back in the fields as it is, and as nothing else.
  await page.goto(`${root}/isian/aplikasi`)
  t.true((await page.locator('[id="keterangan"]').inputValue()).includes('</textarea><b class=pwned>x</b>'))
})

/** What people typed at other doors, as it would lie in the database: names, reasons, days off, posts. */
async function typeEverywhere({ db }: Stage): Promise<void> {
  const all = XSS.join(' ')
  for (const text of [
    'UPDATE aplikasi SET nama = $1, keterangan = $1, nomor_pse = left($1, 100)',
    `UPDATE client SET metadata = metadata || jsonb_build_object('client_name', $1::text)`,
    `INSERT INTO hari_libur (tanggal, nama, oleh, at) SELECT '2026-12-24', left($1, 100), pegawai_id, now() FROM account LIMIT 1`,
    'UPDATE permohonan_keputusan SET alasan = $1',
    'UPDATE jabatan SET nama = $1', 'UPDATE unit_nama SET nama = $1', 'UPDATE pegawai SET nama = left($1, 200)',
  ]) await db.owner.query({ text, values: [all] })
  await heard(db)
}

browserTest('names that would like to be programs stay text at every door of applications', async (t) => {
  const page = await stage.newPage()
  const person = await everyRole(stage)
  const client = await opdClient(stage.db)
  const id = await filedPermohonan(stage)
  await typeEverywhere(stage)
  await page.goto(`${stage.issuer}/inventaris`)
  await signIn(page, person)
  await page.waitForURL(`${stage.issuer}/inventaris`)
  for (const path of [
    '/inventaris', '/inventaris/ringkasan', '/admin/peran', '/admin/kursi', '/admin/kursi/baru', '/admin/unit', '/admin/kalender?tahun=2026', '/disposisi',
    `/disposisi/${id}`, `/pengembang/permohonan/${id}`, `/permohonan/${id}/cetak/formulir`, '/pengembang', '/pengembang/klien', '/pengembang/peran', '/pengembang/permohonan/baru',
    ...['', '/ubah', '/rahasia', '/pakai', '/penerus', '/masuk', '/penguji', '/peran', '/coba', '/galat', '/berkas', '/kunci']
      .map((end) => `/pengembang/klien/${client}${end}`),
  ]) {
    const status = (await page.goto(stage.issuer + path))?.status() ?? 0
    t.true([200, 404].includes(status), `${path}: ${status}`)
    t.deepEqual(await brokenOut(page), [], path)
  }
})

browserTest('the corpus breaks out of a page that forgets to escape it', async (t) => {
  const page = await stage.newPage()
  await page.setContent(`<main>${XSS.join(' ')}</main>`)
  t.not((await brokenOut(page)).length, 0)
})
