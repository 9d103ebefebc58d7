import { smallBundle, waitingRun } from '../helpers/waiting-run.ts'
import { staffForm, type StaffRow } from './staff-form.ts'

/** The rows about runs. */
export const RUN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /bkd/run': { status: 200 },
  'GET /bkd/run/:id': { status: 404 },
  'GET /bkd/run/:id/selisih': { status: 404 },
  'GET /bkd/run/:id/karantina': { status: 404 },
  'GET /bkd/run/:id/izin': { status: 404 },
  'POST /bkd/run/:id/izin': { status: 404, form: async (house) => staffForm(
    house, '/bkd/run/:id/izin', {}, { id: await waitingRun(house) }) },
  'GET /bkd/run/:id/terapkan': { status: 404 },
  'POST /bkd/run/:id/terapkan': { status: 404, form: async (house) => staffForm(
    house, '/bkd/run/:id/terapkan', {}, { id: await waitingRun(house) }) },
  'GET /bkd/run/:id/batal': { status: 404 },
  'POST /bkd/run/:id/batal': { status: 404, form: async (house) => staffForm(
    house, '/bkd/run/:id/batal', { alasan: 'Contoh alasan' }, { id: await waitingRun(house) }) },
  'GET /bkd/unggah': { status: 200 },
  'POST /bkd/unggah': { status: 400, form: async (house) => ({
    ...await staffForm(house, '/bkd/unggah', {}),
    files: { pegawai: { name: 'pegawai.csv', content: smallBundle() } },
  }) },
}
