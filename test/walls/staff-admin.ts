import { demoPerson } from '../helpers/people.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import type { House } from '../helpers/house.ts'
import { subOf } from '../sessions/people.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

// The door of the admins: roles, seats, days off.

const siti = async ({ db }: House): Promise<string> => subOf(db, (await demoPerson(db.app, 'PNS di sekolah')).nip)

/** A role that another admin has proposed for somebody. */
async function usulanId(house: House): Promise<string> {
  const id = newId()
  const admin = await subOf(house.db, (await demoPerson(house.db.app, 'Admin layanan (kedua)')).nip)
  await house.db.owner.knex('peran_usulan').delete()
  await house.db.owner.knex('peran_usulan').insert({
    id, pegawai_id: await siti(house), peran: 'csirt', alasan: 'uji', diusulkan_oleh: admin, diusulkan_at: new Date(),
  })
  return id
}

/** A role that somebody holds. */
async function roleId(house: House): Promise<string> {
  const [row] = await house.db.owner.knex('product_role').insert({
    pegawai_id: await siti(house), role: 'auditor', valid_from: '2026-01-01', given_by: 'uji',
  }).onConflict().ignore().returning<{ id: string }[]>('id')
  return row?.id ?? (await house.db.owner.knex('product_role').where({ role: 'auditor', pegawai_id: await siti(house), revoked_at: null })
    .first<{ id: string }>('id')).id
}

const unitId = async ({ db }: House, slug: string): Promise<string> =>
  (await db.owner.knex('unit_kerja').where({ slug }).first<{ id: string }>('id')).id

/** A seat of its own for each look. */
export async function seatId(house: Pick<House, 'db'>): Promise<string> {
  const { knex } = house.db.owner
  const { id: unit } = await knex('unit_kerja').where({ slug: 'dinkes' }).first<{ id: string }>('id')
  await knex('kursi').where({ unit_id: unit, ended_at: null }).update({ ended_at: new Date(), ended_oleh: 'uji' })
  const [row] = await knex('kursi').insert({
    jenis: 'kepala-opd', unit_id: unit, jabatan: 'Kepala Dinas Kesehatan', jabatan_unit_id: unit, dibuat_oleh: 'uji', dibuat_at: new Date(),
  }).returning<{ id: string }[]>('id')
  return row?.id ?? ''
}

export const ADMIN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /admin/peran': { status: 200 },
  'POST /admin/peran': { status: 400, form: async (house) =>
    staffForm(house, '/admin/peran', { nip: (await demoPerson(house.db.app, 'PNS di sekolah')).nip }) },
  'GET /admin/peran/orang/:orang': { status: 404 },
  'POST /admin/peran/orang/:orang': { status: 404, form: async (house) => {
    await house.db.owner.knex('peran_usulan').delete()
    return staffForm(house, '/admin/peran/orang/:orang', { peran: 'csirt', unit: '', sampai: '', alasan: 'Bertugas di CSIRT.' },
      { orang: await siti(house) })
  } },
  'GET /admin/peran/usulan/:id': { status: 404 },
  'POST /admin/peran/usulan/:id': { status: 404, form: async (house) =>
    staffForm(house, '/admin/peran/usulan/:id', { jawaban: 'setuju', alasan: '' }, { id: await usulanId(house) }) },
  'GET /admin/peran/:id/akhiri': { status: 404 },
  'POST /admin/peran/:id/akhiri': { status: 404, form: async (house) =>
    staffForm(house, '/admin/peran/:id/akhiri', { alasan: 'Pindah tugas.' }, { id: await roleId(house) }) },
  'GET /admin/kursi': { status: 200 },
  'GET /admin/kursi/baru': { status: 200 },
  'POST /admin/kursi/baru': { status: 400, form: async (house) => {
    const unit = await unitId(house, 'dishub')
    await house.db.owner.knex('kursi').where({ unit_id: unit, ended_at: null }).update({ ended_at: new Date(), ended_oleh: 'uji' })
    return staffForm(house, '/admin/kursi/baru', { jenis: 'kepala-opd', unit, jabatanUnit: unit, jabatan: 'Kepala Dinas Perhubungan' })
  } },
  'GET /admin/kursi/:id': { status: 404 },
  'POST /admin/kursi/:id': { status: 404, form: async (house) =>
    staffForm(house, '/admin/kursi/:id', { tindakan: 'pengganti', pengganti: '' }, { id: await seatId(house) }) },
  'GET /admin/unit': { status: 200 },
  'GET /admin/kalender': { status: 200 },
  'POST /admin/kalender': { status: 400, form: (house) =>
    staffForm(house, '/admin/kalender', { tindakan: 'tetap', tahun: '2027' }) },
}
