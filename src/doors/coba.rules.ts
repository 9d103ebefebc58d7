import { peran, type Requirement } from './requirement.rules.ts'

const both = peran('pengembang', 'admin-opd')

/** The rows of what helps a developer to connect: the last errors of a client. */
export const COBA_ROWS = {
  'GET /pengembang/klien/:klien/galat': both,
} as const satisfies Record<string, Requirement>
