import type { Page } from 'playwright-core'
import { bringTo, filedPermohonan, sayAt } from '../helpers/permohonan.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// The desks of the procedure, page by page and state by state, by somebody who acts for the Diskominfo's seats and is of the CSIRT.

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

async function* decision(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const id = await filedPermohonan(stage, {
    nama: 'Sistem Informasi Kinerja Guru dan Tenaga Kependidikan Provinsi Banten', pse: {},
    subdomain: 'bappenda.kinerja-guru-dan-tenaga-kependidikan.bantenprov.go.id',
    uri: { redirect: ['https://bappenda.kinerja-guru-dan-tenaga-kependidikan.bantenprov.go.id/sso/callback'], logout: [] },
  })
  await bringTo(stage, id, 'disposisi-dinas')
  await page.goto(`${stage.issuer}/disposisi`)
  yield { row: 'GET /disposisi', state: 'full' }
  await page.getByRole('link', { name: 'Sistem Informasi Kinerja Guru' }).click()
  await page.getByText('Siapa boleh masuk').waitFor()
  yield { row: 'GET /disposisi/:id', state: 'at his desk' }
  await page.getByRole('link', { name: 'Putuskan' }).click()
  await page.getByText('Alasan menerima tanpa nomor PSE').waitFor()
  yield { row: 'GET /disposisi/:id/putuskan/:langkah', state: 'empty' }
  await page.getByLabel('Tolak permohonan ini').check()
  await press(page, 'Simpan putusan')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /disposisi/:id/putuskan/:langkah', state: 'error' }
  await page.getByLabel('Terima, teruskan').check()
  await page.locator('#pengecualianPse').fill('Pendaftaran PSE sedang berjalan.')
  await press(page, 'Simpan putusan')
  await page.getByText('Putusan Anda tercatat').waitFor()
  yield { row: 'GET /disposisi/:id', state: 'decided, and he may not decide again in another seat' }
  await page.goto(`${stage.issuer}/disposisi`)
  yield { row: 'GET /disposisi', state: 'something decided' }
}

/** An application at the team's desk, and everything that can be printed of it. */
async function* csirt(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const id = await filedPermohonan(stage)
  await bringTo(stage, id, 'csirt')
  const path = `${stage.issuer}/disposisi/${id}/csirt`
  await page.goto(path)
  yield { row: 'GET /disposisi/:id/csirt', state: 'empty' }
  await press(page, 'Jalankan pemeriksaan')
  // The job is quick: the page loads itself again until the report is whole.
  await page.getByText('tidak dapat diperiksa dari sini.').waitFor()
  yield { row: 'GET /disposisi/:id/csirt', state: 'reported' }
  await press(page, 'Catat temuan')
  await page.getByRole('alert').waitFor()
  yield { state: 'error: a finding without words' }
  await page.locator('#uraian').fill('Halaman galat menampilkan jejak program.')
  await press(page, 'Catat temuan')
  await page.getByText('Temuan tercatat').waitFor()
  yield { row: 'GET /disposisi/:id/csirt', state: 'full' }
  await sayAt(stage, id, { langkah: 'csirt', siapa: 'csirt', putusan: 'lulus' })
  for (const lembar of ['disposisi', 'formulir', 'analisis', 'csirt']) {
    await page.goto(`${stage.issuer}/permohonan/${id}/cetak/${lembar}`)
    await page.locator('.sheet').waitFor()
    yield { row: 'GET /permohonan/:id/cetak/:lembar', state: lembar }
  }
  const address = (await page.locator('.sheet footer b').first().textContent()) ?? ''
  await page.goto(address)
  yield { row: 'GET /verifikasi/:kode', state: 'the latest' }
}

export async function* disposisiTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  yield* decision(page, stage)
  yield* csirt(page, stage)
  await page.goto(`${stage.issuer}/disposisi/delegasi`)
  yield { row: 'GET /disposisi/delegasi', state: 'no seat of his own' }
}
