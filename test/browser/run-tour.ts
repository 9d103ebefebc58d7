import type { Page } from 'playwright-core'
import { waitingRun } from '../helpers/waiting-run.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

/** Runs, and what each did. */
export async function* runTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  await page.goto(`${issuer}/bkd/run?keadaan=dibatalkan`)
  yield { row: 'GET /bkd/run', state: 'empty' }
  await page.goto(`${issuer}/bkd/run?lama=tidak-begini`)
  yield { row: 'GET /bkd/run', state: 'error: no such page' }
  await page.goto(`${issuer}/bkd/run`)
  yield { row: 'GET /bkd/run', state: 'full' }
  await page.locator('.grid a').first().click()
  yield { row: 'GET /bkd/run/:id', state: 'applied' }
  const run = page.url()
  for (const list of ['selisih', 'karantina']) {
    await page.goto(`${run}/${list}`)
    yield { row: `GET /bkd/run/:id/${list}`, state: 'full' }
  }
  const waiting = `${issuer}/bkd/run/${await waitingRun(stage)}`
  await page.goto(waiting)
  yield { row: 'GET /bkd/run/:id', state: 'waiting' }
  for (const list of ['selisih', 'karantina', 'izin', 'terapkan', 'batal']) {
    await page.goto(`${waiting}/${list}`)
    yield { row: `GET /bkd/run/:id/${list}`, state: 'waiting' }
  }
  await page.goto(`${waiting}/izin`)
  await page.getByRole('button', { name: 'Ya, selisih ini benar' }).click()
  await page.getByText('Izin Anda tercatat').waitFor()
  yield { row: 'GET /bkd/run/:id', state: 'allowed once' }
  await page.goto(`${issuer}/bkd/unggah`)
  yield { row: 'GET /bkd/unggah', state: 'empty' }
  await page.getByRole('button', { name: 'Unggah dan uji' }).click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /bkd/unggah', state: 'error' }
  await page.goto(`${waiting}/batal`)
  await page.getByLabel('Alasan').fill('Sumbernya keliru')
  await page.getByRole('button', { name: 'Batalkan proses' }).click()
  await page.getByText('Proses dibatalkan. Tidak ada yang berubah.').waitFor()
}
