import { peran, type Requirement } from './requirement.rules.ts'

const both = peran('pengembang', 'admin-opd')

/** The rows of what helps a developer to connect: a sign-in that he tries, and the last errors of a client. */
export const COBA_ROWS = {
  'GET /pengembang/coba/kembali': both,
  'GET /pengembang/klien/:klien/coba': both,
  'POST /pengembang/klien/:klien/coba': both,
  'GET /pengembang/klien/:klien/coba/:id': both,
  'GET /pengembang/klien/:klien/coba/:id/:langkah': both,
  'GET /pengembang/klien/:klien/galat': both,
} as const satisfies Record<string, Requirement>
