import { employee, holdOf, roledClient } from '../helpers/gerbang.ts'
import { opdClient } from '../helpers/klien.ts'
import { demoPerson } from '../helpers/people.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

// Who may enter an application, who tries it, who has which of its roles.

const ROOT = '/pengembang/klien/:klien'

export const GERBANG_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang/klien/:klien/masuk': { status: 404 },
  'POST /pengembang/klien/:klien/masuk': { status: 404, form: async (house) =>
    staffForm(house, `${ROOT}/masuk`, { jenis: 'opd' }, { klien: await opdClient(house.db) }) },
  'POST /pengembang/klien/:klien/masuk/pilot': { status: 404, form: async (house) =>
    staffForm(house, `${ROOT}/masuk/pilot`, { nyala: 'tidak' }, { klien: await opdClient(house.db) }) },
  'GET /pengembang/klien/:klien/penguji': { status: 404 },
  'POST /pengembang/klien/:klien/penguji': { status: 404, form: async (house) => staffForm(house, `${ROOT}/penguji`,
    { nip: (await demoPerson(house.db.app, 'PNS di sekolah')).nip }, { klien: await opdClient(house.db) }) },
  'GET /pengembang/peran': { status: 200 },
  'GET /pengembang/klien/:klien/peran': { status: 404 },
  'POST /pengembang/klien/:klien/peran': { status: 404, form: async (house) => ({
    ...await staffForm(house, `${ROOT}/peran`, { cari: 'aaa' }, { klien: await roledClient(house) }), answers: 200,
  }) },
  'GET /pengembang/klien/:klien/peran/beri/:id': { status: 404 },
  'POST /pengembang/klien/:klien/peran/beri/:id': { status: 404, form: async (house) => {
    const klien = await roledClient(house)
    await house.db.owner.knex('peran_aplikasi_orang').delete()
    return staffForm(house, `${ROOT}/peran/beri/:id`, { peran: 'operator', mulai: house.clock.today(), alasan: 'surat tugas' },
      { klien, id: await employee(house) })
  } },
  'GET /pengembang/klien/:klien/peran/:id': { status: 404 },
  'POST /pengembang/klien/:klien/peran/:id': { status: 404, form: async (house) => {
    const klien = await roledClient(house)
    return staffForm(house, `${ROOT}/peran/:id`, { alasan: 'tugas selesai' }, { klien, id: await holdOf(house, klien) })
  } },
}
