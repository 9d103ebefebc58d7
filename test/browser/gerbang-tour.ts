import type { Page } from 'playwright-core'
import { employee, holdOf, roledClient } from '../helpers/gerbang.ts'
import { demoPerson } from '../helpers/people.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// Who may enter one application, who tries it, and who has which of its roles.

export async function* gerbangTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { nip } = await demoPerson(stage.db.app, 'PNS di sekolah')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  await page.goto(`${stage.issuer}/pengembang/peran`)
  yield { row: 'GET /pengembang/peran', state: 'empty' }
  const client = await roledClient(stage)
  const root = `${stage.issuer}/pengembang/klien/${client}`
  await page.goto(`${stage.issuer}/pengembang/peran`)
  yield { row: 'GET /pengembang/peran', state: 'full' }

  await page.goto(`${root}/masuk`)
  yield { row: 'GET /pengembang/klien/:klien/masuk', state: 'everybody' }
  await page.getByLabel('NIP orang yang ditambahkan').fill(nip)
  await page.getByRole('button', { name: 'Tambahkan' }).click()
  await press('Batasi ke kelompok pertama')
  yield { row: 'GET /pengembang/klien/:klien/masuk', state: 'pilot' }
  await page.getByLabel('Siapa yang boleh masuk').selectOption('tertentu')
  await press('Persempit')
  yield { row: 'GET /pengembang/klien/:klien/masuk', state: 'error' }
  await page.getByLabel('Eselon II.a').check()
  await page.getByLabel('Jabatan', { exact: true }).fill('Kepala Subbagian Perencanaan, Evaluasi dan Pelaporan')
  await press('Persempit')
  yield { row: 'GET /pengembang/klien/:klien/masuk', state: 'narrow' }
  await press('Buka untuk semua yang boleh')

  await page.goto(`${root}/penguji`)
  yield { row: 'GET /pengembang/klien/:klien/penguji', state: 'empty' }
  await press('Tambahkan')
  yield { row: 'GET /pengembang/klien/:klien/penguji', state: 'error' }
  await page.getByLabel('NIP').fill(nip)
  await press('Tambahkan')
  yield { row: 'GET /pengembang/klien/:klien/penguji', state: 'full' }

  await page.goto(`${root}/peran`)
  yield { row: 'GET /pengembang/klien/:klien/peran', state: 'empty' }
  await press('Cari')
  yield { row: 'GET /pengembang/klien/:klien/peran', state: 'error' }
  await page.getByLabel('NIP atau nama').fill(nip)
  await press('Cari')
  yield { row: 'GET /pengembang/klien/:klien/peran', state: 'full' }
  await page.goto(`${root}/peran/beri/${await employee(stage)}`)
  yield { row: 'GET /pengembang/klien/:klien/peran/beri/:id', state: 'new' }
  await press('Beri peran')
  yield { row: 'GET /pengembang/klien/:klien/peran/beri/:id', state: 'error' }
  const hold = await holdOf(stage, client)
  await page.goto(`${root}/peran`)
  yield { row: 'GET /pengembang/klien/:klien/peran', state: 'full' }
  await page.goto(`${root}/peran/${hold}`)
  yield { row: 'GET /pengembang/klien/:klien/peran/:id', state: 'full' }
  await press('Akhiri peran')
  yield { row: 'GET /pengembang/klien/:klien/peran/:id', state: 'error' }
}
