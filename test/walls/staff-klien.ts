import { demoPerson } from '../helpers/people.ts'
import { keyClient, mappingClient, newestSecretOf, opdClient, secretClient, someJwks, someSecret } from '../helpers/klien.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

// Clients that run, below /pengembang/klien.

export const KLIEN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang/klien': { status: 200 },
  'GET /pengembang/klien/:klien': { status: 404 },
  'GET /pengembang/klien/:klien/ubah': { status: 404 },
  'POST /pengembang/klien/:klien/ubah': { status: 404, form: async (house) => staffForm(house, '/pengembang/klien/:klien/ubah',
    { nama: `Aplikasi ${String(Date.now())}` }, { klien: await opdClient(house.db) }) },
  'GET /pengembang/klien/:klien/penerus': { status: 404 },
  'POST /pengembang/klien/:klien/penerus': { status: 404, form: async (house) => staffForm(house, '/pengembang/klien/:klien/penerus',
    { nip: (await demoPerson(house.db.app, 'PNS di sekolah')).nip }, { klien: await opdClient(house.db) }) },
  'GET /pengembang/klien/:klien/pakai': { status: 404 },
  'GET /pengembang/klien/:klien/kunci': { status: 404 },
  'POST /pengembang/klien/:klien/kunci': { status: 404, form: async (house) => staffForm(house, '/pengembang/klien/:klien/kunci',
    { kunci: JSON.stringify(someJwks('baru')), aksi: 'simpan' }, { klien: await keyClient(house.db, someJwks('lama')) }) },
  'GET /pengembang/klien/:klien/petakan': { status: 404 },
  'POST /pengembang/klien/:klien/petakan': { status: 404, form: async (house) => {
    const klien = await mappingClient(house.db)
    const { nip } = await demoPerson(house.db.app, 'PNS di sekolah')
    const form = await staffForm(house, '/pengembang/klien/:klien/petakan', {}, { klien })
    return { ...form, answers: 200, files: { berkas: { name: 'nip.csv', content: `nip\n${nip}\n` } } }
  } },
  'GET /pengembang/klien/:klien/rahasia': { status: 404 },
  'POST /pengembang/klien/:klien/rahasia': { status: 404, form: async (house) => {
    const klien = await secretClient(house.db)
    const form = await staffForm(house, '/pengembang/klien/:klien/rahasia', { terakhir: await newestSecretOf(house.db, klien) }, { klien })
    return { ...form, answers: 200 }
  } },
  'GET /pengembang/klien/:klien/rahasia/:id/cabut': { status: 404 },
  'POST /pengembang/klien/:klien/rahasia/:id/cabut': { status: 404, form: async (house) => {
    const klien = await opdClient(house.db)
    return staffForm(house, '/pengembang/klien/:klien/rahasia/:id/cabut', { alasan: 'Terlihat di log.' },
      { klien, id: await someSecret(house.db, klien) })
  } },
  'GET /pengembang/klien/:klien/berkas': { status: 404 },
  'GET /pengembang/klien/:klien/berkas/:berkas': { status: 404 },
}
