import type { Page } from 'playwright-core'
import { catatanId } from '../helpers/catatan.ts'
import { bantuanTour } from './bantuan-tour.ts'
import { crowdedDay } from '../helpers/crowded-day.ts'
import { everyRole } from '../helpers/desk.ts'
import { laporanId } from '../helpers/koreksi.ts'
import { kontakId } from '../helpers/kontak.ts'
import { demoPerson } from '../helpers/people.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { handTour } from './hand-tour.ts'
import { subOf } from '../sessions/people.ts'
import { withHistory } from '../helpers/history.ts'
import { unitTour } from './unit-tour.ts'
import { runTour } from './run-tour.ts'
import { signIn, type Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// The staff doors, page by page and state by state. Whoever adds a page adds a generator of its stops and yields it below;
// each stop stands in the browser of somebody who holds every product role.

async function* overview(page: Page, { issuer }: Stage): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/bkd`)
  yield { row: 'GET /bkd', state: 'full' }
  await page.goto(`${issuer}/bkd#menu`)
  yield { row: 'GET /bkd', state: 'menu' }
}

async function* kontakPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  await page.goto(`${stage.issuer}/bkd/kontak`)
  yield { row: 'GET /bkd/kontak', state: 'empty' }
  const { nip } = await demoPerson(stage.db.app, 'Plt')
  const id = await kontakId(stage, nip)
  await page.goto(`${stage.issuer}/bkd/kontak`)
  yield { row: 'GET /bkd/kontak', state: 'full' }
  await page.goto(`${stage.issuer}/bkd/kontak/${id}`)
  yield { row: 'GET /bkd/kontak/:id', state: 'open' }
  await page.locator('button[value="setuju"]').click()
  await page.getByText('Izin pertama dicatat').waitFor()
  yield { row: 'GET /bkd/kontak/:id', state: 'allowed once' }
  await page.locator('button[value="tolak"]').click()
  await page.getByText('Sudah dijawab').waitFor()
  yield { row: 'GET /bkd/kontak/:id', state: 'answered' }
}

async function* catatanPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { db, issuer } = stage
  await db.owner.query({ text: 'DELETE FROM kontak_dicatat', values: [] })
  const { nip } = await demoPerson(db.app, 'PNS di sekolah')
  await page.goto(`${issuer}/bkd/pegawai/${await subOf(db, nip)}/kontak`)
  yield { row: 'GET /bkd/pegawai/:id/kontak', state: 'empty' }
  const send = page.getByRole('button', { name: 'Catat' })
  await send.click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /bkd/pegawai/:id/kontak', state: 'error' }
  await page.locator('#nilai').fill('0800 0123 4567')
  await page.locator('#alasan').fill('Datang sendiri dengan kartu pegawai.')
  await send.click()
  await page.getByText('Satu petugas lain harus').waitFor()
  yield { row: 'GET /bkd/kontak/catatan/:id', state: 'recorded' }
  const id = await catatanId(stage, nip)
  await page.goto(`${issuer}/bkd/kontak`)
  yield { row: 'GET /bkd/kontak', state: 'recorded by hand' }
  await page.goto(`${issuer}/bkd/kontak/catatan/${id}`)
  yield { row: 'GET /bkd/kontak/catatan/:id', state: 'open' }
  await page.locator('button[value="setuju"]').click()
  await page.getByText('Sudah diputus').waitFor()
  yield { row: 'GET /bkd/kontak/catatan/:id', state: 'confirmed' }
}

async function* koreksiPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { db, issuer } = stage
  await db.owner.query({ text: 'DELETE FROM laporan_koreksi', values: [] })
  await page.goto(`${issuer}/bkd/koreksi`)
  yield { row: 'GET /bkd/koreksi', state: 'empty' }
  const id = await laporanId(stage, (await demoPerson(db.app, 'Plt')).nip)
  await page.goto(`${issuer}/bkd/koreksi`)
  yield { row: 'GET /bkd/koreksi', state: 'full' }
  await page.goto(`${issuer}/bkd/koreksi/${id}`)
  yield { row: 'GET /bkd/koreksi/:id', state: 'open' }
  const send = page.getByRole('button', { name: 'Kirim jawaban' })
  await send.click()
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /bkd/koreksi/:id', state: 'error' }
  await page.locator('#jawaban').fill('Sudah diperbaiki di SIMPEG.')
  await send.click()
  await send.waitFor({ state: 'detached' })
  yield { row: 'GET /bkd/koreksi/:id', state: 'answered' }
}

/** Looking for somebody, and a person about whom there is something to tell. */
async function* peoplePages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { db, issuer } = stage
  await page.goto(`${issuer}/bkd/pegawai`)
  yield { row: 'GET /bkd/pegawai', state: 'empty' }
  const look = async (words: string): Promise<void> => {
    await page.getByLabel('NIP atau nama').fill(words)
    await page.getByRole('main').getByRole('button', { name: 'Cari' }).click()
  }
  await look('x')
  await page.getByRole('alert').waitFor()
  yield { row: 'GET /bkd/pegawai', state: 'error' }
  await look('tidak ada orang seperti itu')
  await page.getByText('Periksa ejaannya').waitFor()
  yield { row: 'GET /bkd/pegawai', state: 'nobody' }
  await look('a r i')
  await page.getByText('Masih ada yang lain').waitFor()
  yield { row: 'GET /bkd/pegawai', state: 'full' }
  const { nip } = await demoPerson(db.app, 'Plt')
  await withHistory(stage, await subOf(db, nip))
  await look(nip)
  await page.getByText('Siapa yang diberi tahu').waitFor()
  yield { row: 'GET /bkd/pegawai/:id', state: 'full' }
}

async function* calendar(page: Page, stage: Stage): AsyncGenerator<Stop> {
  await page.goto(`${stage.issuer}/bkd/kalender`)
  yield { row: 'GET /bkd/kalender', state: 'full' }
  const hari = await crowdedDay(stage)
  await page.goto(`${stage.issuer}/bkd/kalender`)
  await page.getByText('1 hari menunggu persetujuan').waitFor()
  yield { row: 'GET /bkd/kalender', state: 'a day waits' }
  await page.goto(`${stage.issuer}/bkd/kalender/${hari}`)
  yield { row: 'GET /bkd/kalender/:hari', state: 'full' }
  await page.getByRole('button', { name: /^Setujui/ }).click()
  await page.getByText('Anda sudah menyetujui daftar ini').waitFor()
  yield { row: 'GET /bkd/kalender/:hari', state: 'confirmed once' }
  await page.goto(`${stage.issuer}/bkd/kalender/2020-01-01`)
  yield { row: 'GET /bkd/kalender/:hari', state: 'empty' }
}

async function* policyPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  await putRule(stage.db, { id: 'tur', nama: 'Semua pegawai', pendaftaran_sampai: inDays(40) })
  await page.goto(`${stage.issuer}/keamanan/kebijakan`)
  yield { row: 'GET /keamanan/kebijakan', state: 'full' }
  await page.goto(`${stage.issuer}/keamanan/kebijakan/tur`)
  yield { row: 'GET /keamanan/kebijakan/:aturan', state: 'full' }
  await stage.db.owner.query({ text: `DELETE FROM kebijakan WHERE id = 'tur'`, values: [] })
}

/** Somebody without any role, and whoever is behind the staff doors afterwards. */
async function* refusal(page: Page, stage: Stage): AsyncGenerator<Stop> {
  await page.goto(`${stage.issuer}/bkd`)
  await signIn(page, await demoPerson(stage.db.app, 'Pegawai Biro Hukum'))
  await page.getByText('pengelola data kepegawaian').waitFor()
  yield { row: 'GET /bkd', state: 'error: no role' }
  await page.context().clearCookies()
}

/** Leads one browser past every page behind product roles; the caller looks at each. */
export async function* staffTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const person = await everyRole(stage)
  yield* refusal(page, stage)
  await page.goto(`${stage.issuer}/bkd`)
  await signIn(page, person)
  await page.waitForURL(`${stage.issuer}/bkd`)
  yield* overview(page, stage)
  yield* bantuanTour(page, stage)
  yield* policyPages(page, stage)
  yield* runTour(page, stage)
  yield* calendar(page, stage)
  yield* kontakPages(page, stage)
  yield* catatanPages(page, stage)
  yield* koreksiPages(page, stage)
  yield* handTour(page, stage)
  yield* peoplePages(page, stage)
  yield* unitTour(page, stage)
}
