import type { Page } from 'playwright-core'
import { demoPerson } from '../helpers/people.ts'
import {
  daysFrom, letterInForce, outsidePerson, SCAN, waitingLetter, waitingOutside,
} from '../helpers/usulan.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// Assignments by hand and people without a NIP, page by page and state by state.

const pressed = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const failed = (page: Page): Promise<void> => page.getByRole('alert').waitFor()

/** Fills the form of a letter in, as somebody of the staff does. */
export async function fillLetter(
  page: Page, stage: Stage, { sk, jabatan }: { sk: string; jabatan: string },
): Promise<void> {
  await page.selectOption('#jenis', 'PLH')
  await page.fill('#jabatan', jabatan)
  await page.fill('#mulai', stage.clock.today())
  await page.fill('#selesai', daysFrom(stage, 2))
  await page.fill('#sk', sk)
  await page.setInputFiles('#pindaian', { name: 'surat.pdf', mimeType: 'application/pdf', buffer: Buffer.from(SCAN) })
}

/** Numbers of this walk alone: two walks share one database. */
let walk = 0

async function* letters(page: Page, stage: Stage): AsyncGenerator<Stop> {
  walk += 1
  const root = `${stage.issuer}/bkd/penugasan`
  await page.goto(`${root}?cari=tidak-ada-yang-begini`)
  yield { row: 'GET /bkd/penugasan', state: 'nothing fits' }
  await page.goto(`${root}/baru`)
  yield { row: 'GET /bkd/penugasan/baru', state: 'empty' }
  await page.fill('#nip', '19900101 201503 1 999')
  await pressed(page, 'Lanjut')
  await failed(page)
  yield { state: 'error: nobody' }
  await page.fill('#nip', (await demoPerson(stage.db.app, 'Pegawai Biro Hukum')).nip)
  await pressed(page, 'Lanjut')
  await page.locator('#jabatan').waitFor()
  yield { row: 'GET /bkd/penugasan/baru/:orang', state: 'empty' }
  await pressed(page, 'Catat')
  await failed(page)
  yield { row: 'GET /bkd/penugasan/baru/:orang', state: 'error: nothing filled in' }
  await fillLetter(page, stage, { sk: `800/TUR-${walk}`, jabatan: `Kepala Bagian Tur ${walk}` })
  await pressed(page, 'Catat')
  await page.getByText('Penugasan dicatat dan menunggu konfirmasi BKD.').waitFor()
  yield { row: 'GET /bkd/penugasan/:id', state: 'my own, waits' }

  await page.goto(`${root}/${await waitingLetter(stage)}`)
  yield { row: 'GET /bkd/penugasan/:id', state: 'waits' }
  await page.getByRole('link', { name: 'Tolak' }).click()
  yield { row: 'GET /bkd/penugasan/:id/tolak', state: 'empty' }
  await pressed(page, 'Tolak')
  await failed(page)
  yield { row: 'GET /bkd/penugasan/:id/tolak', state: 'error: no reason' }
  await page.getByRole('link', { name: 'Batalkan, kembali' }).click()
  await page.getByRole('link', { name: 'Konfirmasi' }).click()
  yield { row: 'GET /bkd/penugasan/:id/konfirmasi', state: 'full' }
  await pressed(page, 'Konfirmasi')
  await page.getByText('sudah ada di token orang ini').waitFor()
  yield { row: 'GET /bkd/penugasan/:id', state: 'in force' }
  await page.goto(`${root}/${await letterInForce(stage)}/cabut`)
  yield { row: 'GET /bkd/penugasan/:id/cabut', state: 'empty' }
  await page.goto(root)
  yield { row: 'GET /bkd/penugasan', state: 'full' }
}

async function* outside(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const root = `${stage.issuer}/bkd/tanpa-nip`
  await page.goto(`${root}?status=diakhiri&cari=tidak-ada`)
  yield { row: 'GET /bkd/tanpa-nip', state: 'nothing fits' }
  await page.goto(`${root}/baru`)
  yield { row: 'GET /bkd/tanpa-nip/baru', state: 'empty' }
  await pressed(page, 'Catat')
  await failed(page)
  yield { row: 'GET /bkd/tanpa-nip/baru', state: 'error: nothing filled in' }
  await page.fill('#nama', `Ahli Tur ${walk}`)
  await page.fill('#dasar', 'Kontrak 7/2026')
  await page.fill('#sampai', daysFrom(stage, 60))
  await pressed(page, 'Catat')
  await page.getByText('Usulan dicatat').waitFor()
  yield { row: 'GET /bkd/tanpa-nip/:id', state: 'my own, waits' }

  await page.goto(`${root}/${await waitingOutside(stage)}/tolak`)
  yield { row: 'GET /bkd/tanpa-nip/:id/tolak', state: 'empty' }
  await page.getByRole('link', { name: 'Batalkan, kembali' }).click()
  await page.getByRole('link', { name: 'Konfirmasi' }).click()
  yield { row: 'GET /bkd/tanpa-nip/:id/konfirmasi', state: 'full' }
  await pressed(page, 'Konfirmasi')
  await page.getByText('Sampaikan nomornya').waitFor()
  yield { row: 'GET /bkd/tanpa-nip/orang/:orang', state: 'just confirmed' }
  await page.getByRole('link', { name: 'Ajukan perpanjangan' }).click()
  yield { row: 'GET /bkd/tanpa-nip/orang/:orang/perpanjang', state: 'empty' }
  await page.fill('#sampai', daysFrom(stage, 800))
  await pressed(page, 'Ajukan')
  await failed(page)
  yield { row: 'GET /bkd/tanpa-nip/orang/:orang/perpanjang', state: 'error: too long' }
  await page.goto(`${root}/orang/${await outsidePerson(stage)}/akhiri`)
  yield { row: 'GET /bkd/tanpa-nip/orang/:orang/akhiri', state: 'empty' }
  await page.fill('#alasan', 'Kontrak diputus')
  await pressed(page, 'Akhiri sekarang')
  await page.getByText('Aksesnya berakhir sekarang').waitFor()
  yield { row: 'GET /bkd/tanpa-nip/orang/:orang', state: 'ended' }
  await page.goto(root)
  yield { row: 'GET /bkd/tanpa-nip', state: 'full' }
}

/** Leads a browser in which somebody of BKD is signed in past all of them. */
export async function* handTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  yield* letters(page, stage)
  yield* outside(page, stage)
}
