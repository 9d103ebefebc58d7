import { peran, type Requirement } from './requirement.rules.ts'

const own = peran('pengembang')
const both = peran('pengembang', 'admin-opd')
const people = peran('admin-opd')

/** Rows of who may enter an application, who tries it, and who has which of its roles. */
export const GERBANG_ROWS = {
  'GET /pengembang/klien/:klien/masuk': both,
  'POST /pengembang/klien/:klien/masuk': own,
  'POST /pengembang/klien/:klien/masuk/pilot': own,
  'GET /pengembang/klien/:klien/penguji': both,
  'POST /pengembang/klien/:klien/penguji': own,
  'GET /pengembang/peran': people,
  'GET /pengembang/klien/:klien/peran': both,
  'POST /pengembang/klien/:klien/peran': people,
  'GET /pengembang/klien/:klien/peran/beri/:id': people,
  'POST /pengembang/klien/:klien/peran/beri/:id': people,
  'GET /pengembang/klien/:klien/peran/:id': people,
  'POST /pengembang/klien/:klien/peran/:id': people,
} as const satisfies Record<string, Requirement>
