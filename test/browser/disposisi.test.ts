import test from 'ava'
import type { Page } from 'playwright-core'
import { makeReports, requestCheck } from '../../src/domain/permohonan/csirt/pemeriksaan.service.ts'
import { noteFinding } from '../../src/domain/permohonan/csirt/temuan.service.ts'
import { SCOPE_ISIAN } from '../../src/domain/permohonan/formulir/isian.schema.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { bringTo, filedPermohonan, sayAt } from '../helpers/permohonan.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'
import { brokenOut, XSS } from '../helpers/xss.ts'
import { openStage, signIn, type Stage } from './stage.ts'

// The desks on a small phone without any script, what is printed there, and text that would like to be a program.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

async function atDesk(seat: string, path: string): Promise<Page> {
  const page = await stage.newPage({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  await page.goto(stage.issuer + path)
  await signIn(page, await demoPerson(stage.db.app, seat))
  await page.waitForURL(stage.issuer + path)
  return page
}

browserTest('a Kepala OPD and a Kepala Dinas read and decide on a phone, without a script', async (t) => {
  const id = await filedPermohonan(stage)
  const opd = await atDesk('kepala-opd', '/disposisi')
  await opd.getByRole('heading', { name: '1 permohonan menunggu Anda' }).waitFor()
  t.regex(await opd.locator('main').innerText(), /Kinerja Guru[\s\S]*Dinas Pendidikan dan Kebudayaan[\s\S]*Persetujuan Kepala OPD[\s\S]*Dalam waktu/)
  await opd.getByRole('link', { name: 'Kinerja Guru' }).click()
  for (const said of ['Semua pegawai boleh masuk', 'kinerja guru di seluruh sekolah', 'Menampilkan nama di layar', 'surat.pdf', 'Kepemilikan host belum terbukti']) {
    t.true((await opd.locator('main').innerText()).includes(said), said)
  }
  await opd.getByRole('link', { name: 'Putuskan' }).click()
  await opd.getByLabel('Setuju: OPD kami mengajukan aplikasi ini').check()
  await opd.getByRole('button', { name: 'Simpan putusan' }).click()
  await opd.getByText('Putusan Anda tercatat').waitFor()
  t.is(await opd.getByRole('link', { name: 'Putuskan' }).count(), 0)

  const dinas = await atDesk('kepala-dinas', `/disposisi/${id}`)
  await dinas.getByRole('link', { name: 'Putuskan' }).click()
  await dinas.getByLabel('Tolak permohonan ini').check()
  await dinas.getByLabel('Alasan atau catatan').fill('Sudah ada aplikasi yang sama di OPD lain.')
  await dinas.getByRole('button', { name: 'Simpan putusan' }).click()
  await dinas.getByText('Putusan Anda tercatat').waitFor()
  t.regex(await dinas.locator('main').innerText(), /Ditolak[\s\S]*Sudah ada aplikasi yang sama/)
})

/** Printed as a person prints: the sheet alone, black on white. */
browserTest('a sheet on paper is the sheet alone, with its code and what it is not', async (t) => {
  const id = await filedPermohonan(stage)
  await bringTo(stage, id, 'integrasi')
  const page = await atDesk('kepala-seksi', `/permohonan/${id}/cetak/disposisi`)
  for (const lembar of ['disposisi', 'formulir', 'analisis']) {
    await page.goto(`${stage.issuer}/permohonan/${id}/cetak/${lembar}`)
    await page.emulateMedia({ media: 'print' })
    for (const gone of ['.bar', '.foot', '.menu', '.crumbs', '.on-screen', 'main > h1']) {
      t.is(await page.locator(gone).filter({ visible: true }).count(), 0, `${lembar}: ${gone}`)
    }
    t.true(await page.locator('.sheet .qr').isVisible())
    t.true(await page.getByText('Lembar ini bukan dokumen dengan tanda tangan elektronik tersertifikasi.').isVisible())
    const paper = (await page.pdf({ format: 'A4', printBackground: false })).toString('latin1')
    t.true((paper.match(/\/Type\s*\/Page\b/g) ?? []).length <= 2, lembar)
    await page.emulateMedia({ media: 'screen' })
  }
})

const EVIL = XSS.join(' ')

browserTest('text that would like to be a program is text on every page and sheet', async (t) => {
  const id = await filedPermohonan(stage, {
    nama: EVIL, keterangan: EVIL, elemen: SCOPE_ISIAN.map((klaim) => ({ klaim, tujuan: EVIL })), spesifikasi: { uraian: EVIL },
    penanggungJawab: { nama: EVIL, telepon: '0254 123456', surel: 'siti@dindikbud.bantenprov.go.id', jabatan: EVIL },
    surat: { nomor: EVIL, tanggal: '2026-11-20' }, pse: {},
  }).catch(async () => {
    // What the form refuses, a row of another way in may hold all the same.
    const made = await filedPermohonan(stage)
    await stage.db.owner.query({
      text: `UPDATE permohonan SET isi = isi || $2::jsonb WHERE id = $1`,
      values: [made, JSON.stringify({ nama: EVIL, keterangan: EVIL, subdomain: EVIL, spesifikasi: { uraian: EVIL },
        elemen: SCOPE_ISIAN.map((klaim) => ({ klaim, tujuan: EVIL })), penanggungJawab: { nama: EVIL, telepon: EVIL, surel: EVIL, jabatan: EVIL },
        surat: { nomor: EVIL, tanggal: EVIL }, uri: { redirect: [EVIL], logout: [EVIL], backchannel: EVIL, beranda: EVIL }, uriUji: [EVIL],
        peranAplikasi: [{ kode: EVIL, nama: EVIL }], pse: { alasanPengecualian: EVIL } })],
    })
    return made
  })
  const desk = { database: stage.db.app, clock: stage.clock }
  const oleh = await subOf(stage.db, (await demoPerson(stage.db.app, 'csirt')).nip)
  await bringTo(stage, id, 'csirt')
  await noteFinding(desk, { permohonanId: id, bobot: 'tinggi', uraian: EVIL, oleh })
  await requestCheck(desk, { permohonanId: id, oleh })
  await makeReports({ ...desk, issuer: stage.issuer, cidrs: ['127.0.0.0/8'] })
  const page = await stage.newPage()
  await page.goto(`${stage.issuer}/disposisi`)
  await signIn(page, await demoPerson(stage.db.app, 'csirt'))
  const visit = await stage.db.owner.knex<{ id: string; permohonan_id: string; langkah: string; selesai_at: Date | null; isi_hash: Buffer }>('permohonan_langkah')
    .where({ permohonan_id: id, langkah: 'csirt', selesai_at: null }).first('id')
  const row = await stage.db.owner.knex<{ id: string; isi_hash: Buffer }>('permohonan').where({ id }).first('isi_hash')
  const paths = ['', `/${id}`, `/${id}/csirt`, `/${id}/putuskan/${visit?.id ?? ''}?berkas=${row?.isi_hash.toString('hex') ?? ''}`].map((one) => `/disposisi${one}`)
  await sayAt(stage, id, { langkah: 'csirt', siapa: 'csirt', putusan: 'lulus' }).catch(() => undefined)
  for (const path of [...paths, ...['disposisi', 'formulir', 'analisis', 'csirt'].map((one) => `/permohonan/${id}/cetak/${one}`)]) {
    await page.goto(stage.issuer + path)
    t.deepEqual(await brokenOut(page), [], path)
    t.false((await page.content()).includes('49 '), `${path}: no template runs`)
  }
})
