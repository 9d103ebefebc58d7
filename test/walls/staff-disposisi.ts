import { delegate } from '../../src/domain/permohonan/kursi/delegasi.service.ts'
import { openDesk } from '../helpers/desk.ts'
import type { House } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { bringTo, filedPermohonan, openVisit } from '../helpers/permohonan.ts'
import { pathOf } from '../helpers/rows.ts'
import { subOf } from '../sessions/people.ts'
import type { Form, StaffRow } from './staff-form.ts'

// The desks of the procedure; each form lies before whoever sits there.

async function seatForm(house: House, seat: string, pattern: string, fields: Record<string, string>, values: Record<string, string> = {}): Promise<Form> {
  const { jar, csrf } = await openDesk(house, { path: '/disposisi', person: await demoPerson(house.db.app, seat) })
  return { jar, url: house.issuer + pathOf(pattern, values), token: 'csrf', fields: { csrf, ...fields } }
}

async function csirtForm(house: House, act: string, fields: Record<string, string> = {}): Promise<Form> {
  const id = await filedPermohonan(house)
  await bringTo(house, id, 'csirt')
  return seatForm(house, 'csirt', `/disposisi/:id/csirt/${act}`, fields, { id })
}

/** Days on which nobody acts for the seat yet. */
let year = 2030

async function delegation(house: House): Promise<{ readonly nip: string; readonly mulai: string; readonly selesai: string; readonly dasar: string; readonly kursi: string }> {
  year += 1
  const { nip } = await demoPerson(house.db.app, 'csirt')
  const kursi = await house.db.owner.knex<{ id: string; jenis: string }>('kursi').where({ jenis: 'kepala-dinas' }).first('id')
  return { kursi: kursi?.id ?? '', nip, mulai: `${year}-01-01`, selesai: `${year}-01-03`, dasar: 'Dinas luar.' }
}

export const DISPOSISI_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /disposisi': { status: 200 },
  'GET /disposisi/:id': { status: 404 },
  'GET /disposisi/:id/lampiran/:lampiran': { status: 404 },
  'GET /disposisi/:id/putuskan/:langkah': { status: 404 },
  'POST /disposisi/:id/putuskan/:langkah': { status: 400, form: async (house) => {
    const id = await filedPermohonan(house)
    const row = await house.db.owner.knex<{ id: string; isi_hash: Buffer }>('permohonan').where({ id }).first('isi_hash')
    return {
      ...await seatForm(house, 'kepala-opd', '/disposisi/:id/putuskan/:langkah',
        { berkas: row?.isi_hash.toString('hex') ?? '', putusan: 'setuju' }, { id, langkah: await openVisit(house, id, 'persetujuan-opd') }),
      files: {},
    }
  } },
  'GET /disposisi/:id/csirt': { status: 404 },
  'POST /disposisi/:id/csirt/periksa': { status: 404, form: (house) => csirtForm(house, 'periksa') },
  'POST /disposisi/:id/csirt/temuan': { status: 404, form: (house) => csirtForm(house, 'temuan', { bobot: 'tinggi', uraian: 'Halaman galat menampilkan jejak program.' }) },
  'POST /disposisi/:id/csirt/beres': { status: 404, form: (house) => csirtForm(house, 'beres', { temuan: '00000000-0000-4000-8000-000000000000' }) },
  'GET /disposisi/delegasi': { status: 200 },
  'POST /disposisi/delegasi': { status: 400, form: async (house) =>
    seatForm(house, 'kepala-dinas', '/disposisi/delegasi', await delegation(house)) },
  'POST /disposisi/delegasi/akhiri': { status: 303, form: async (house) => {
    const oleh = await subOf(house.db, (await demoPerson(house.db.app, 'kepala-dinas')).nip)
    const given = await delegate({ database: house.db.app, clock: house.clock, oleh }, await delegation(house))
    return seatForm(house, 'kepala-dinas', '/disposisi/delegasi/akhiri', { delegasi: given.ok ? given.id : '' })
  } },
  'GET /permohonan/:id/cetak/:lembar': { status: 404 },
  'GET /verifikasi/:kode': { status: 404 },
}
