import { peran, type Requirement } from './requirement.rules.ts'

const both = peran('pengembang', 'admin-opd')

/** The rows of clients that run, below /pengembang/klien, in the authorization table. */
export const KLIEN_ROWS = {
  'GET /pengembang/klien': both,
  'GET /pengembang/klien/:klien': both,
} as const satisfies Record<string, Requirement>
