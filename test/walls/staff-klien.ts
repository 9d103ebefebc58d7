import type { StaffRow } from './staff-form.ts'

// Clients that run, below /pengembang/klien.

export const KLIEN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /pengembang/klien': { status: 200 },
  'GET /pengembang/klien/:klien': { status: 404 },
}
