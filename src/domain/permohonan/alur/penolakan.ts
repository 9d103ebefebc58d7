import { AppError } from '../../../kernel/lib/app-error.ts'
import { ALASAN, type Alasan } from './aturan.rules.ts'

const FORBIDDEN: ReadonlySet<Alasan> = new Set<Alasan>(['bukan-wewenang', 'ditahan', 'pengajuan-sendiri', 'orang-yang-sama'])
const INCOMPLETE: ReadonlySet<Alasan> = new Set<Alasan>([
  'putusan-lain', 'tanpa-alasan', 'tanpa-nomor-pse', 'surat-belum-ada', 'surat-belum-diperiksa', 'anggaran-belum-lengkap',
])

/** An act on an application that may not be, with words for whoever tried: 403, 422 for what was left out, 409 for what changed. */
export class Ditolak extends AppError {
  readonly alasan: Alasan
  /** in Indonesian, for the page */
  readonly pesan: string

  constructor(alasan: Alasan, detail?: unknown) {
    super(`permohonan-${alasan}`, FORBIDDEN.has(alasan) ? 403 : INCOMPLETE.has(alasan) ? 422 : 409, detail)
    this.name = 'Ditolak'
    this.alasan = alasan
    this.pesan = ALASAN[alasan]
  }
}
