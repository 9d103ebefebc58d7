import { colleague, gelombangId, permintaanId, withoutAccount } from '../helpers/bantuan.ts'
import { catatanId } from '../helpers/catatan.ts'
import type { House } from '../helpers/house.ts'
import { subOf } from '../sessions/people.ts'
import { everyRole } from '../helpers/desk.ts'
import { demoPerson } from '../helpers/people.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

// The door of the helper.

const PERSON = '/pembantu/orang/:id'
const REQUEST = '/pembantu/permintaan/:id'
const WAVE = '/pembantu/gelombang/:id'
const WHY = { alasan: 'Ponsel tertinggal.', tiket: 'T-1' }

/** Who holds every role, as a helper of whom the school's person is. */
const visitor = async (house: House) => (
  { id: await subOf(house.db, (await everyRole(house)).nip), pembantu: true, adminOpd: true, keamanan: true })

const forget = (house: House): Promise<unknown> => house.db.owner.query({ text: 'DELETE FROM permintaan_bantuan', values: [] })

export const BANTUAN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pembantu': { status: 200 },
  'GET /pembantu/gelombang': { status: 200 },
  'POST /pembantu/gelombang': { status: 400, form: async (house) => {
    const [unit] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
    return staffForm(house, '/pembantu/gelombang', { unit: unit?.id ?? '' })
  } },
  'GET /pembantu/gelombang/:id': { status: 404 },
  'POST /pembantu/gelombang/:id/surat': { status: 404, form: async (house) => (
    { ...await staffForm(house, `${WAVE}/surat`, { lagi: '1' }, { id: await gelombangId(house) }), answers: 200 }) },
  'POST /pembantu/gelombang/:id/ingatkan': { status: 404, form: async (house) =>
    staffForm(house, `${WAVE}/ingatkan`, {}, { id: await gelombangId(house) }) },
  'GET /pembantu/kartu': { status: 200 },
  'POST /pembantu/kartu': { status: 404, form: async (house) => {
    const [unit] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
    return staffForm(house, '/pembantu/kartu', { unit: unit?.id ?? '', ruang: 'Gedung B, ruang 204', telepon: '0254 000000' })
  } },
  'GET /pembantu/orang': { status: 200 },
  'POST /pembantu/orang': { status: 400, form: async (house) => (
    { ...await staffForm(house, '/pembantu/orang', { cari: 'contoh' }), answers: 200 }) },
  'GET /pembantu/orang/:id': { status: 404 },
  'POST /pembantu/orang/:id/surat': { status: 404, form: async (house) => (
    { ...await staffForm(house, `${PERSON}/surat`, {}, { id: await withoutAccount(house) }), answers: 200 }) },
  'GET /pembantu/orang/:id/izin': { status: 404 },
  'POST /pembantu/orang/:id/izin': { status: 404, form: async (house) => {
    await forget(house)
    return staffForm(house, `${PERSON}/izin`, WHY, { id: await colleague(house) })
  } },
  'GET /pembantu/orang/:id/setel-ulang': { status: 404 },
  'POST /pembantu/orang/:id/setel-ulang': { status: 404, form: async (house) => {
    await forget(house)
    return staffForm(house, `${PERSON}/setel-ulang`, WHY, { id: await colleague(house) })
  } },
  'GET /pembantu/orang/:id/kontak': { status: 404 },
  'POST /pembantu/orang/:id/kontak': { status: 404, form: async (house) => staffForm(house, `${PERSON}/kontak`,
    { kolom: 'no_hp', nilai: '0800 0123 4567', ...WHY }, { id: await colleague(house) }) },
  'GET /pembantu/kontak/:id': { status: 404 },
  'POST /pembantu/kontak/:id': { status: 404, form: async (house) => staffForm(house, '/pembantu/kontak/:id', { jawaban: 'setuju' },
    { id: await catatanId(house, (await demoPerson(house.db.app, 'PNS di sekolah')).nip) }) },
  'GET /pembantu/permintaan': { status: 200 },
  'GET /pembantu/permintaan/:id': { status: 404 },
  'POST /pembantu/permintaan/:id': { status: 404, form: async (house) =>
    staffForm(house, REQUEST, { jawaban: 'setuju' }, { id: await permintaanId(house, 'setel-ulang') }) },
  'POST /pembantu/permintaan/:id/tampilkan': { status: 404, form: async (house) => (
    { ...await staffForm(house, `${REQUEST}/tampilkan`, {}, {
      id: await permintaanId(house, 'izin', { by: await visitor(house), agreed: true }),
    }), answers: 200 }) },
}
