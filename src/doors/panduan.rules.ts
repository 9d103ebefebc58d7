import { peran, type Requirement } from './requirement.rules.ts'

const both = peran('pengembang', 'admin-opd')

/** The rows of what developers read and take along: the guide and the contract for everybody, the files for whose client it is. */
export const PANDUAN_ROWS = {
  'GET /panduan/pengembang': 'umum',
  'GET /panduan/klaim': 'umum',
  'GET /panduan/klaim/v1.json': 'umum',
  'GET /pengembang/klien/:klien/berkas': both,
  'GET /pengembang/klien/:klien/berkas/:berkas': both,
} as const satisfies Record<string, Requirement>
