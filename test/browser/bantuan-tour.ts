import type { Page } from 'playwright-core'
import { colleague, gelombangId, permintaanId, withoutAccount } from '../helpers/bantuan.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// The helper's door, page by page and state by state.

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

export async function* bantuanTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const root = `${stage.issuer}/pembantu`
  await page.goto(root)
  yield { row: 'GET /pembantu', state: 'full' }
  await page.goto(`${root}/kartu`)
  yield { row: 'GET /pembantu/kartu', state: 'empty' }
  await page.locator('#telepon-0').fill('nomor saya')
  await press(page, 'Terbitkan')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pembantu/kartu', state: 'error' }
  const id = await gelombangId(stage)
  await page.goto(`${root}/gelombang`)
  yield { row: 'GET /pembantu/gelombang', state: 'full' }
  await page.goto(`${root}/gelombang/${id}`)
  yield { row: 'GET /pembantu/gelombang/:id', state: 'full' }
  await page.goto(`${root}/orang`)
  yield { row: 'GET /pembantu/orang', state: 'empty' }
  await page.goto(`${root}/orang/${await withoutAccount(stage)}`)
  yield { row: 'GET /pembantu/orang/:id', state: 'no account' }
  await press(page, 'Cetak surat aktivasi')
  await page.locator('.letter').waitFor()
  yield { state: 'a printed letter' }
  const sub = await colleague(stage)
  for (const jenis of ['izin', 'setel-ulang'] as const) {
    await page.goto(`${root}/orang/${sub}/${jenis}`)
    yield { row: `GET /pembantu/orang/:id/${jenis}`, state: 'empty' }
  }
  await page.goto(`${root}/orang/${sub}/kontak`)
  yield { row: 'GET /pembantu/orang/:id/kontak', state: 'empty' }
  await page.locator('#nilai').fill('0800 0123 4567')
  await press(page, 'Catat')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pembantu/orang/:id/kontak', state: 'error' }
  await page.locator('#alasan').fill('Datang sendiri dengan kartu pegawai.')
  await page.locator('#tiket').fill('T-1')
  await press(page, 'Catat')
  await page.getByText('Satu petugas lain harus').waitFor()
  yield { row: 'GET /pembantu/kontak/:id', state: 'recorded' }
  const request = await permintaanId(stage, 'setel-ulang')
  await page.goto(`${root}/permintaan`)
  yield { row: 'GET /pembantu/permintaan', state: 'full' }
  await page.goto(`${root}/permintaan/${request}`)
  yield { row: 'GET /pembantu/permintaan/:id', state: 'waits' }
}
