import { peran, type Requirement } from './requirement.rules.ts'

/** Whoever answers for the whole house of applications; an OPD has its own under /pengembang. */
const READERS = peran('admin', 'auditor', 'keamanan', 'csirt', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi')

/** The rows of /inventaris in the authorization table. */
export const INVENTARIS_ROWS = {
  'GET /inventaris': READERS,
  'GET /inventaris/csv': READERS,
  'GET /inventaris/json': READERS,
  'GET /inventaris/ringkasan': READERS,
} as const satisfies Record<string, Requirement>
