import { peran, type Requirement } from './requirement.rules.ts'

const own = peran('pengembang')
const both = peran('pengembang', 'admin-opd')

/** The rows of clients that run, below /pengembang/klien, in the authorization table. */
export const KLIEN_ROWS = {
  'GET /pengembang/klien': both,
  'GET /pengembang/klien/:klien': both,
  'GET /pengembang/klien/:klien/ubah': own,
  'POST /pengembang/klien/:klien/ubah': own,
  'GET /pengembang/klien/:klien/penerus': both,
  'POST /pengembang/klien/:klien/penerus': both,
  'GET /pengembang/klien/:klien/pakai': both,
  'GET /pengembang/klien/:klien/petakan': own,
  'POST /pengembang/klien/:klien/petakan': own,
  'GET /pengembang/klien/:klien/kunci': own,
  'POST /pengembang/klien/:klien/kunci': own,
  'GET /pengembang/klien/:klien/rahasia': own,
  'POST /pengembang/klien/:klien/rahasia': own,
  'GET /pengembang/klien/:klien/rahasia/:id/cabut': own,
  'POST /pengembang/klien/:klien/rahasia/:id/cabut': own,
} as const satisfies Record<string, Requirement>
