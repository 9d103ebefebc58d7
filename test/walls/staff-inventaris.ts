import type { StaffRow } from './staff-form.ts'

// The living register of applications.

export const INVENTARIS_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /inventaris': { status: 200 },
  'GET /inventaris/csv': { status: 200 },
  'GET /inventaris/json': { status: 200 },
  'GET /inventaris/ringkasan': { status: 200 },
}
