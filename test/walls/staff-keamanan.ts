import type { StaffRow } from './staff-form.ts'

// The door of whoever answers for security.

export const KEAMANAN_STAFF: Readonly<Record<string, StaffRow>> = {
  'GET /keamanan/kebijakan': { status: 200 },
  'GET /keamanan/kebijakan/:aturan': { status: 404 },
}
