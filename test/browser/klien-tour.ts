import type { Page } from 'playwright-core'
import { berkasTour } from './berkas-tour.ts'
import { keyClient, mappingClient, opdClient, someJwks, someSecret, usedClient } from '../helpers/klien.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// The pages of one client of the OPD, state by state.

export async function* klienTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const client = await opdClient(stage.db)
  const root = `${stage.issuer}/pengembang/klien`
  await page.goto(root)
  yield { row: 'GET /pengembang/klien', state: 'full' }
  await page.goto(`${root}/${client}`)
  yield { row: 'GET /pengembang/klien/:klien', state: 'nobody answers for it' }
  const press = (name: string): Promise<void> => page.getByRole('main').getByRole('button', { name, exact: true }).click()
  await page.goto(`${root}/${client}/penerus`)
  yield { row: 'GET /pengembang/klien/:klien/penerus', state: 'empty' }
  await page.locator('#nip').fill('198001012005011001')
  await press('Tetapkan')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/penerus', state: 'error' }
  await page.goto(`${root}/${client}/ubah`)
  yield { row: 'GET /pengembang/klien/:klien/ubah', state: 'full' }
  await page.locator('#nama').fill('')
  await page.locator('#beranda').fill('http://lain.example/')
  await press('Simpan')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/ubah', state: 'error' }
  await page.goto(`${root}/${client}/pakai`)
  yield { row: 'GET /pengembang/klien/:klien/pakai', state: 'empty' }
  await usedClient(stage, client)
  await page.goto(`${root}/${client}/pakai`)
  await page.getByText('Angka setiap hari').click()
  yield { row: 'GET /pengembang/klien/:klien/pakai', state: 'full' }
  await page.goto(`${root}/${client}/petakan`)
  yield { row: 'GET /pengembang/klien/:klien/petakan', state: 'not approved for it' }
  await mappingClient(stage.db)
  await page.goto(`${root}/${client}/petakan`)
  yield { row: 'GET /pengembang/klien/:klien/petakan', state: 'empty' }
  await press('Petakan dan unduh CSV')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/petakan', state: 'error' }
  await page.goto(`${root}/${client}/rahasia`)
  yield { row: 'GET /pengembang/klien/:klien/rahasia', state: 'empty' }
  const id = await someSecret(stage.db, client)
  await page.goto(`${root}/${client}/rahasia/${id}/cabut`)
  yield { row: 'GET /pengembang/klien/:klien/rahasia/:id/cabut', state: 'the only one' }
  await press('Cabut rahasia')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/rahasia/:id/cabut', state: 'error' }
  await page.goto(`${root}/${client}/rahasia`)
  await press('Terbitkan rahasia baru')
  await page.getByText('client_secret', { exact: true }).waitFor()
  yield { row: 'GET /pengembang/klien/:klien/rahasia', state: 'issued, shown once' }
  await page.goto(`${root}/${client}/rahasia`)
  yield { row: 'GET /pengembang/klien/:klien/rahasia', state: 'two' }
  await page.goto(`${root}/${client}/kunci`)
  yield { row: 'GET /pengembang/klien/:klien/kunci', state: 'no keys' }
  const before = await stage.db.owner.query<{ metadata: object }>({ text: 'SELECT metadata FROM client WHERE client_id = $1', values: [client] })
  await keyClient(stage.db, someJwks('lama'))
  await page.goto(`${root}/${client}/kunci`)
  yield { row: 'GET /pengembang/klien/:klien/kunci', state: 'full' }
  await press('Uji')
  await page.getByText('Kunci ini dapat dipakai').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/kunci', state: 'tested' }
  await page.locator('#kunci').fill('bukan kunci')
  await press('Uji')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /pengembang/klien/:klien/kunci', state: 'error' }
  await stage.db.owner.query({ text: 'UPDATE client SET metadata = $2 WHERE client_id = $1', values: [client, before[0]?.metadata] })
  yield* berkasTour(page, stage, client)
}
