import type { StaffRow } from './staff-form.ts'

/** The rows about runs. */
export const RUN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /bkd/run': { status: 200 },
  'GET /bkd/run/:id': { status: 404 },
  'GET /bkd/run/:id/selisih': { status: 404 },
  'GET /bkd/run/:id/karantina': { status: 404 },
}
