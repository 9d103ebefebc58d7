import type { Page } from 'playwright-core'
import { refreshFindings } from '../../src/domain/kepegawaian/mutu/refresh.service.ts'
import { change, decision, openReview, otherJabatan, ownUnit, surePair, unitBySlug, waitingUnit } from '../helpers/unit-stage.ts'
import { contradiction, personOf, waitingEvent } from '../helpers/peristiwa-stage.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// Mapping, units, reviews and data quality, page by page and state by state.

const MAP = '/bkd/pemetaan'
const LATER = '2099-01-01'
const pressed = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

async function* mapping(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  const unit = await waitingUnit(stage)
  await surePair(stage)
  await page.goto(issuer + MAP)
  yield { row: `GET ${MAP}`, state: 'full' }
  await page.goto(`${issuer}${MAP}/pasti`)
  yield { row: `GET ${MAP}/pasti`, state: 'full' }
  await pressed(page, 'Petakan semuanya')
  await page.getByText('Pemetaan dicatat').waitFor()
  yield { row: `GET ${MAP}`, state: 'mapped' }
  await page.goto(`${issuer}${MAP}/pasti`)
  yield { row: `GET ${MAP}/pasti`, state: 'empty' }
  await page.goto(`${issuer}${MAP}/unit?${new URLSearchParams(unit).toString()}&cari=Perhubungan`)
  yield { row: `GET ${MAP}/unit`, state: 'searched' }
  await pressed(page, 'Lihat akibatnya')
  await page.getByText('Orang yang menunggu').waitFor()
  yield { row: `GET ${MAP}/unit`, state: 'chosen' }
  await pressed(page, 'Petakan')
  await page.getByText('Pemetaan dicatat').waitFor()
  const id = await decision(stage)
  await page.goto(`${issuer}${MAP}/riwayat`)
  yield { row: `GET ${MAP}/riwayat`, state: 'full' }
  await page.goto(`${issuer}${MAP}/riwayat/${id}`)
  yield { row: `GET ${MAP}/riwayat/:id`, state: 'open' }
  await pressed(page, 'Batalkan pemetaan')
  await page.getByText('Tidak seorang pun kehilangan').waitFor()
  await page.goto(`${issuer}${MAP}/riwayat/${id}`)
  yield { row: `GET ${MAP}/riwayat/:id`, state: 'taken back' }
  const { id: jabatan, padanan } = await otherJabatan(stage)
  await page.goto(`${issuer}${MAP}/jabatan`)
  yield { row: `GET ${MAP}/jabatan`, state: 'full' }
  await page.goto(`${issuer}${MAP}/jabatan/${jabatan}`)
  yield { row: `GET ${MAP}/jabatan/:id`, state: 'choice' }
  await page.goto(`${issuer}${MAP}/jabatan/${jabatan}?pilih=${padanan}`)
  yield { row: `GET ${MAP}/jabatan/:id`, state: 'chosen' }
}

async function* events(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const [path, { issuer }] = ['/bkd/peristiwa', stage]
  await page.goto(issuer + path)
  yield { row: `GET ${path}`, state: 'empty' }
  const [waiting, tangled] = [await waitingEvent(stage), await contradiction(stage)]
  await page.goto(issuer + path)
  yield { row: `GET ${path}`, state: 'full' }
  await page.goto(`${issuer}${path}?keadaan=ditahan`)
  yield { row: `GET ${path}`, state: 'nothing fits' }
  await page.goto(`${issuer}${path}/${waiting}`)
  yield { row: `GET ${path}/:id`, state: 'waiting' }
  await page.getByRole('link', { name: 'Abaikan' }).click()
  await pressed(page, 'Abaikan')
  await page.getByRole('alert').waitFor()
  yield { row: `GET ${path}/:id/abaikan`, state: 'error: empty' }
  await page.fill('#alasan', 'Orangnya tidak akan masuk.')
  await pressed(page, 'Abaikan')
  await page.getByText('tidak dihitung lagi').waitFor()
  yield { row: `GET ${path}/:id`, state: 'left aside' }
  await page.goto(`${issuer}${path}/${tangled}`)
  yield { row: `GET ${path}/:id`, state: 'contradictory' }
  await page.getByRole('link', { name: 'Terapkan' }).click()
  await page.locator('#orang').waitFor()
  yield { row: `GET ${path}/:id/terapkan`, state: 'empty' }
  await page.fill('#alasan', 'Menurut SK yang diperiksa.')
  await pressed(page, 'Terapkan')
  await page.getByRole('alert').waitFor()
  yield { row: `GET ${path}/:id/terapkan`, state: 'error: nobody chosen' }
  await page.selectOption('#orang', await personOf(stage, 'Plt'))
  await pressed(page, 'Terapkan')
  await page.getByText('Putusan dicatat').waitFor()
  yield { row: `GET ${path}/:id`, state: 'applied' }
}

async function* units(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  const id = await ownUnit(stage)
  const announced = await change(stage, LATER)
  await page.goto(`${issuer}/bkd/unit`)
  yield { row: 'GET /bkd/unit', state: 'full' }
  await page.goto(`${issuer}/bkd/unit?cari=tidak-ada-yang-begini`)
  yield { row: 'GET /bkd/unit', state: 'nothing fits' }
  await page.goto(`${issuer}/bkd/unit/${id}`)
  yield { row: 'GET /bkd/unit/:id', state: 'full' }
  await page.getByRole('link', { name: 'Tutup, pecah' }).click()
  await page.locator('#dasar').waitFor()
  yield { row: 'GET /bkd/unit/:id/ubah', state: 'empty' }
  await pressed(page, 'Periksa akibatnya')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /bkd/unit/:id/ubah', state: 'error: empty' }
  await page.fill('#berlaku', LATER)
  await page.fill('#dasar', 'Perda Contoh 3/2026')
  await page.selectOption('#penerus', await unitBySlug(stage, 'dishub'))
  await pressed(page, 'Periksa akibatnya')
  await page.getByText('Yang ikut berpindah').waitFor()
  yield { row: 'GET /bkd/unit/:id/ubah', state: 'preview' }
  await pressed(page, 'Umumkan perubahan')
  await page.getByText('Perubahan diumumkan').waitFor()
  yield { row: 'GET /bkd/unit', state: 'announced' }
  await page.goto(`${issuer}/bkd/unit/${id}`)
  yield { row: 'GET /bkd/unit/:id', state: 'closing' }
  await page.goto(`${issuer}/bkd/unit/perubahan/${announced}`)
  yield { row: 'GET /bkd/unit/perubahan/:id', state: 'open' }
  await pressed(page, 'Batalkan perubahan')
  await page.getByText('Perubahan dibatalkan').waitFor()
  await page.goto(`${issuer}/bkd/unit/perubahan/${announced}`)
  yield { row: 'GET /bkd/unit/perubahan/:id', state: 'cancelled' }
}

async function* reviews(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  const id = await openReview(stage)
  await page.goto(`${issuer}/bkd/tinjauan`)
  yield { row: 'GET /bkd/tinjauan', state: 'full' }
  await page.goto(`${issuer}/bkd/tinjauan/${id}`)
  yield { row: 'GET /bkd/tinjauan/:id', state: 'open' }
  await page.fill('#catatan', 'Sudah dibagi lagi.')
  await pressed(page, 'Sudah saya tinjau')
  await page.getByText('Sudah dibagi lagi.').waitFor()
  yield { row: 'GET /bkd/tinjauan/:id', state: 'done' }
}

async function* quality(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer, db, clock } = stage
  await refreshFindings({ database: db.app, clock })
  await page.goto(`${issuer}/bkd/mutu`)
  yield { row: 'GET /bkd/mutu', state: 'full' }
  await page.locator('figure a').first().click()
  await page.waitForURL(/\/bkd\/mutu\/daftar\?jenis=/)
  yield { row: 'GET /bkd/mutu/daftar', state: 'full' }
  await page.goto(`${issuer}/bkd/mutu/daftar?jenis=kelamin-beda-nip&opd=${await unitBySlug(stage, 'dishub')}`)
  yield { row: 'GET /bkd/mutu/daftar', state: 'filtered' }
}

export async function* unitTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  yield* mapping(page, stage)
  yield* events(page, stage)
  yield* units(page, stage)
  yield* reviews(page, stage)
  yield* quality(page, stage)
}
