import { endsOfDay } from '../../src/domain/kepegawaian/kalender/index.ts'
import { subOf } from '../sessions/people.ts'
import { catatanId } from '../helpers/catatan.ts'
import { crowdedDay } from '../helpers/crowded-day.ts'
import type { House } from '../helpers/house.ts'
import { laporanId } from '../helpers/koreksi.ts'
import { kontakId } from '../helpers/kontak.ts'
import { demoPerson } from '../helpers/people.ts'
import { type Form, staffForm, type StaffRow } from './staff-form.ts'
import { BANTUAN_STAFF } from './staff-bantuan.ts'
import { ADMIN_STAFF } from './staff-admin.ts'
import { INVENTARIS_STAFF } from './staff-inventaris.ts'
import { DISPOSISI_STAFF } from './staff-disposisi.ts'
import { KEAMANAN_STAFF } from './staff-keamanan.ts'
import { COBA_STAFF } from './staff-coba.ts'
import { GERBANG_STAFF } from './staff-gerbang.ts'
import { KLIEN_STAFF } from './staff-klien.ts'
import { PERMOHONAN_STAFF } from './staff-permohonan.ts'
import { HAND_STAFF } from './staff-hand.ts'
import { UNIT_STAFF } from './staff-unit.ts'
import { RUN_STAFF } from './staff-run.ts'

// What the walls know of the staff doors. One row here for each row `peran:...` of the authorization table.

export { type Form, staffForm } from './staff-form.ts'

export const STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /bkd': { status: 200 },
  'GET /bkd/pegawai': { status: 200 },
  'POST /bkd/pegawai': { status: 400, form: (house) => staffForm(house, '/bkd/pegawai', { cari: 'contoh' }) },
  'GET /bkd/pegawai/:id': { status: 404 },
  'GET /bkd/kalender': { status: 200 },
  'GET /bkd/kalender/csv': { status: 200 },
  'GET /bkd/kalender/:hari': { status: 404 },
  'POST /bkd/kalender/:hari': { status: 404, form: async (house) => {
    const hari = await crowdedDay(house)
    const { digest } = await endsOfDay({ database: house.db.app, clock: house.clock }, hari)
    return staffForm(house, '/bkd/kalender/:hari', { digest }, { hari })
  } },
  'GET /bkd/kontak': { status: 200 },
  'GET /bkd/kontak/:id': { status: 404 },
  'POST /bkd/kontak/:id': { status: 404, form: async (house) => staffForm(
    house, '/bkd/kontak/:id', { jawaban: 'setuju' }, { id: await kontakId(house, (await demoPerson(house.db.app, 'Plt')).nip) }) },
  'GET /bkd/koreksi': { status: 200 },
  'GET /bkd/koreksi/:id': { status: 404 },
  'POST /bkd/koreksi/:id': { status: 404, form: async (house) => {
    await house.db.owner.query({ text: 'DELETE FROM laporan_koreksi', values: [] })
    return staffForm(house, '/bkd/koreksi/:id', { jawaban: 'Sudah diperbaiki di SIMPEG.' },
      { id: await laporanId(house, (await demoPerson(house.db.app, 'Plt')).nip) })
  } },
  'GET /bkd/kontak/catatan/:id': { status: 404 },
  'POST /bkd/kontak/catatan/:id': { status: 404, form: async (house) => staffForm(house, '/bkd/kontak/catatan/:id', { jawaban: 'setuju' },
    { id: await catatanId(house, (await demoPerson(house.db.app, 'PNS di sekolah')).nip) }) },
  'GET /bkd/pegawai/:id/kontak': { status: 404 },
  'POST /bkd/pegawai/:id/kontak': { status: 404, form: async (house) => staffForm(house, '/bkd/pegawai/:id/kontak',
    { kolom: 'no_hp', nilai: '0800 0123 4567', alasan: 'Datang sendiri.' },
    { id: await subOf(house.db, (await demoPerson(house.db.app, 'PNS di sekolah')).nip) }) },
  ...HAND_STAFF,
  ...BANTUAN_STAFF,
  ...DISPOSISI_STAFF,
  ...KEAMANAN_STAFF,
  ...ADMIN_STAFF,
  ...INVENTARIS_STAFF,
  ...COBA_STAFF,
  ...KLIEN_STAFF,
  ...PERMOHONAN_STAFF,
  ...GERBANG_STAFF,
  ...UNIT_STAFF,
  ...RUN_STAFF,
}

/** @returns the answer to each staff row by its key */
export const staffStatuses = (): Record<string, number> =>
  Object.fromEntries(Object.entries(STAFF).map(([key, { status }]) => [key, status]))

/** @returns how to open each form of the staff doors by its key */
export function staffForms(house: () => House): Record<string, () => Promise<Form>> {
  return Object.fromEntries(Object.entries(STAFF).flatMap(([key, { form }]) =>
    form ? [[key, () => form(house())]] : []))
}
