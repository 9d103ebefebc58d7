import { peran, type Requirement } from './requirement.rules.ts'

/** Whoever gives power, whoever agrees to it, and whoever looks at it afterwards. */
const READERS = peran('admin', 'keamanan', 'auditor')
const ADMIN = peran('admin')
const SECOND = peran('admin', 'keamanan')

/** The rows of /admin in the authorization table. */
export const ADMIN_ROWS = {
  'GET /admin/peran': READERS,
  'POST /admin/peran': ADMIN,
  'GET /admin/peran/orang/:orang': READERS,
  'POST /admin/peran/orang/:orang': ADMIN,
  'GET /admin/peran/usulan/:id': READERS,
  'POST /admin/peran/usulan/:id': SECOND,
  'GET /admin/peran/:id/akhiri': SECOND,
  'POST /admin/peran/:id/akhiri': SECOND,
  'GET /admin/kursi': READERS,
  'GET /admin/kursi/baru': ADMIN,
  'POST /admin/kursi/baru': ADMIN,
  'GET /admin/kursi/:id': READERS,
  'POST /admin/kursi/:id': ADMIN,
  'GET /admin/unit': READERS,
  'GET /admin/kalender': READERS,
  'POST /admin/kalender': ADMIN,
} as const satisfies Record<string, Requirement>
