import type { StaffRow } from './staff-form.ts'

// What helps a developer to connect a client.

export const COBA_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang/klien/:klien/galat': { status: 404 },
}
