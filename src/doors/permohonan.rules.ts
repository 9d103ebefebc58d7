import { peran, type Requirement } from './requirement.rules.ts'

/** Who looks; who writes is the pengembang. Both are bound to an OPD, and see its own alone. */
const looks = peran('pengembang', 'admin-opd')
const writes = peran('pengembang')

const ONE = '/pengembang/permohonan/:id'

/** The rows of /pengembang and of applications on their way. */
export const PERMOHONAN_ROWS = {
  'GET /pengembang': looks,
  'GET /pengembang/permohonan/baru': writes,
  'POST /pengembang/permohonan/baru': writes,
  [`GET ${ONE}`]: looks,
  [`GET ${ONE}/isian/:bagian`]: writes,
  [`POST ${ONE}/isian/:bagian`]: writes,
  [`POST ${ONE}/lampiran`]: writes,
  [`GET ${ONE}/lampiran/:berkas`]: looks,
  [`POST ${ONE}/lampiran/:berkas`]: writes,
  [`GET ${ONE}/kepemilikan`]: writes,
  [`POST ${ONE}/kepemilikan`]: writes,
  [`GET ${ONE}/uji`]: writes,
  [`POST ${ONE}/uji`]: writes,
  [`POST ${ONE}/ajukan`]: writes,
  [`POST ${ONE}/surat`]: writes,
  [`GET ${ONE}/tarik`]: writes,
  [`POST ${ONE}/tarik`]: writes,
} satisfies Record<string, Requirement>
