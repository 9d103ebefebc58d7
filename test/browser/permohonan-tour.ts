import type { Page } from 'playwright-core'
import { attach, completeDraft, draftOf, forgetApplications } from '../helpers/draf.ts'
import { BAGIAN } from '../../src/doors/pengembang/permohonan/bagian.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// Applications of the OPD, from an empty list to a trial, a filed one and one that was taken back.

const ONE = '/pengembang/permohonan/:id'

export async function* permohonanTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const at = (path: string): string => `${stage.issuer}${path}`
  await forgetApplications(stage)
  await page.goto(at('/pengembang'))
  yield { row: 'GET /pengembang', state: 'empty' }
  await page.goto(at('/pengembang/permohonan/baru'))
  yield { row: 'GET /pengembang/permohonan/baru', state: 'full' }
  const empty = await draftOf(stage, { isi: {} })
  await page.goto(at(`/pengembang/permohonan/${empty}`))
  yield { row: `GET ${ONE}`, state: 'nothing filled in' }
  for (const { kunci } of BAGIAN) {
    await page.goto(at(`/pengembang/permohonan/${empty}/isian/${kunci}?periksa=1`))
    yield { row: `GET ${ONE}/isian/:bagian`, state: `error: ${kunci}` }
  }
  await page.goto(at(`/pengembang/permohonan/${empty}/kepemilikan`))
  yield { row: `GET ${ONE}/kepemilikan`, state: 'no host' }
  await page.goto(at(`/pengembang/permohonan/${empty}/uji`))
  yield { row: `GET ${ONE}/uji`, state: 'empty' }
  await page.getByRole('button', { name: 'Buka uji coba' }).click()
  await page.getByRole('alert').waitFor()
  yield { row: `GET ${ONE}/uji`, state: 'error' }
  await forgetApplications(stage)
  const id = await completeDraft(stage)
  await attach(stage, id, { jenis: 'lain', name: 'catatan rapat yang panjang sekali namanya supaya terlihat bagaimana ia terlipat.pdf' })
  await page.goto(at(`/pengembang/permohonan/${id}/kepemilikan`))
  yield { row: `GET ${ONE}/kepemilikan`, state: 'asked for' }
  await page.getByRole('button', { name: 'Periksa berkas' }).click()
  await page.getByText('CSIRT memeriksanya dengan tangan').first().waitFor()
  yield { row: `GET ${ONE}/kepemilikan`, state: 'tried' }
  await page.goto(at(`/pengembang/permohonan/${id}/isian/surat`))
  yield { row: `GET ${ONE}/isian/:bagian`, state: 'with a file' }
  await page.goto(at(`/pengembang/permohonan/${id}`))
  yield { row: `GET ${ONE}`, state: 'complete' }
  await page.getByRole('button', { name: 'Ajukan' }).click()
  await page.getByText('Permohonan diajukan.').waitFor()
  yield { row: `GET ${ONE}`, state: 'filed' }
  await page.goto(at('/pengembang'))
  yield { row: 'GET /pengembang', state: 'full' }
  await page.goto(at(`/pengembang/permohonan/${id}/tarik`))
  yield { row: `GET ${ONE}/tarik`, state: 'open' }
  await page.getByRole('button', { name: 'Tarik permohonan' }).click()
  await page.getByRole('alert').waitFor()
  yield { row: `GET ${ONE}/tarik`, state: 'error' }
  await page.locator('#alasan').fill('Diajukan lagi tahun depan.')
  await page.getByRole('button', { name: 'Tarik permohonan' }).click()
  await page.getByText('Permohonan ditarik.').waitFor()
  yield { row: `GET ${ONE}`, state: 'withdrawn' }
}
