import { opdClient } from '../helpers/klien.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

// What helps a developer to connect a client.

export const COBA_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang/coba/kembali': { status: 400 },
  'GET /pengembang/klien/:klien/coba': { status: 404 },
  'POST /pengembang/klien/:klien/coba': { status: 404, form: async (house) =>
    staffForm(house, '/pengembang/klien/:klien/coba', {}, { klien: await opdClient(house.db) }) },
  'GET /pengembang/klien/:klien/coba/:id': { status: 404 },
  'GET /pengembang/klien/:klien/coba/:id/:langkah': { status: 404 },
  'GET /pengembang/klien/:klien/galat': { status: 404 },
}
