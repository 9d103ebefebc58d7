import type { Page } from 'playwright-core'
import { newId } from '../../src/kernel/lib/ids.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'
import { seatId } from '../walls/staff-admin.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

const ERROR = (page: Page) => page.getByRole('alert').waitFor()

async function* rolePages(page: Page, { db, issuer }: Stage): AsyncGenerator<Stop> {
  await db.owner.knex('peran_usulan').delete()
  const { nip } = await demoPerson(db.app, 'PNS di sekolah')
  await page.goto(`${issuer}/admin/peran?peran=csirt&opd=`)
  yield { row: 'GET /admin/peran', state: 'filtered' }
  await page.goto(`${issuer}/admin/peran`)
  yield { row: 'GET /admin/peran', state: 'full' }
  await page.getByRole('button', { name: 'Cari orangnya' }).click()
  await ERROR(page)
  yield { row: 'GET /admin/peran', state: 'error' }
  await page.locator('#nip').fill(nip)
  await page.getByRole('button', { name: 'Cari orangnya' }).click()
  await page.getByRole('button', { name: 'Usulkan' }).waitFor()
  yield { row: 'GET /admin/peran/orang/:orang', state: 'empty' }
  await page.getByRole('button', { name: 'Usulkan' }).click()
  await ERROR(page)
  yield { row: 'GET /admin/peran/orang/:orang', state: 'error' }
  await page.locator('#peran').selectOption('csirt')
  await page.locator('#alasan').fill('Bertugas di tim tanggap insiden.')
  await page.getByRole('button', { name: 'Usulkan' }).click()
  await page.getByText('Usulan dicatat').waitFor()
  yield { row: 'GET /admin/peran/usulan/:id', state: 'own' }
}

async function* answerPages(page: Page, { db, issuer }: Stage): AsyncGenerator<Stop> {
  await db.owner.knex('peran_usulan').delete()
  const [id, who] = [newId(), await subOf(db, (await demoPerson(db.app, 'PNS di sekolah')).nip)]
  const other = await subOf(db, (await demoPerson(db.app, 'Admin layanan (kedua)')).nip)
  await db.owner.knex('peran_usulan').insert({
    id, pegawai_id: who, peran: 'csirt', alasan: 'Bertugas di tim tanggap insiden.', diusulkan_oleh: other, diusulkan_at: new Date(),
  })
  await page.goto(`${issuer}/admin/peran`)
  yield { row: 'GET /admin/peran', state: 'waiting' }
  await page.goto(`${issuer}/admin/peran/usulan/${id}`)
  await page.getByRole('button', { name: 'Tolak' }).click()
  await ERROR(page)
  yield { row: 'GET /admin/peran/usulan/:id', state: 'error' }
  await page.getByRole('button', { name: 'Setujui' }).click()
  await page.getByText('Disetujui.').waitFor()
  yield { row: 'GET /admin/peran/usulan/:id', state: 'given' }
  const role = await db.owner.knex('product_role').where({ pegawai_id: who, role: 'csirt', revoked_at: null }).first<{ id: string }>('id')
  await page.goto(`${issuer}/admin/peran/${role.id}/akhiri`)
  yield { row: 'GET /admin/peran/:id/akhiri', state: 'open' }
  await page.getByRole('button', { name: 'Cabut peran' }).click()
  await ERROR(page)
  yield { row: 'GET /admin/peran/:id/akhiri', state: 'error' }
}

async function* seatPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const { issuer } = stage
  const id = await seatId(stage)
  await page.goto(`${issuer}/admin/kursi`)
  yield { row: 'GET /admin/kursi', state: 'full' }
  await page.goto(`${issuer}/admin/kursi/baru`)
  yield { row: 'GET /admin/kursi/baru', state: 'empty' }
  await page.getByRole('button', { name: 'Ikat' }).click()
  await ERROR(page)
  yield { row: 'GET /admin/kursi/baru', state: 'error' }
  await page.goto(`${issuer}/admin/kursi/${id}`)
  yield { row: 'GET /admin/kursi/:id', state: 'vacant' }
  await page.getByRole('button', { name: /^Konfirmasi/ }).first().click()
  await ERROR(page)
  yield { row: 'GET /admin/kursi/:id', state: 'error' }
  await page.getByLabel('Nomor SK').first().fill('821/12-CONTOH/2026')
  await page.getByRole('button', { name: /^Konfirmasi/ }).first().click()
  await page.getByText('Pemegang dikonfirmasi').waitFor()
  yield { row: 'GET /admin/kursi/:id', state: 'confirmed' }
}

async function* calendarPages(page: Page, { db, issuer }: Stage): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/admin/unit`)
  yield { row: 'GET /admin/unit', state: 'full' }
  await page.goto(`${issuer}/admin/unit?cari=tidak+ada`)
  yield { row: 'GET /admin/unit', state: 'nothing found' }
  await db.owner.knex('hari_libur').delete()
  await page.goto(`${issuer}/admin/kalender?tahun=2027`)
  yield { row: 'GET /admin/kalender', state: 'empty' }
  await page.getByRole('button', { name: 'Tambahkan semuanya' }).click()
  await page.getByText('Hari libur dicatat').waitFor()
  yield { row: 'GET /admin/kalender', state: 'full' }
  await page.getByRole('button', { name: 'Tambahkan', exact: true }).click()
  await ERROR(page)
  yield { row: 'GET /admin/kalender', state: 'error' }
}

/** The door of the admins, by somebody who holds every role. */
export async function* adminTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  yield* rolePages(page, stage)
  yield* answerPages(page, stage)
  yield* seatPages(page, stage)
  yield* calendarPages(page, stage)
}
