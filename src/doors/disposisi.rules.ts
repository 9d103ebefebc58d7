import { peran, type Requirement } from './requirement.rules.ts'

const SEATS = ['kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi'] as const

/** Whoever decides in the procedure; which applications are his is asked at each. */
const MEJA = peran(...SEATS, 'csirt', 'pemilik-data')

/** The rows of /disposisi in the authorization table, of what can be printed, and of the code on a print. */
export const DISPOSISI_ROWS: Readonly<Record<string, Requirement>> = {
  'GET /disposisi': MEJA,
  'GET /disposisi/:id': MEJA,
  'GET /disposisi/:id/lampiran/:lampiran': MEJA,
  'GET /disposisi/:id/putuskan/:langkah': MEJA,
  'POST /disposisi/:id/putuskan/:langkah': MEJA,
  'GET /disposisi/:id/csirt': MEJA,
  'POST /disposisi/:id/csirt/periksa': peran('csirt'),
  'POST /disposisi/:id/csirt/temuan': peran('csirt'),
  'POST /disposisi/:id/csirt/beres': peran('csirt'),
  'GET /disposisi/delegasi': peran(...SEATS),
  'POST /disposisi/delegasi': peran(...SEATS),
  'POST /disposisi/delegasi/akhiri': peran(...SEATS),
  'GET /permohonan/:id/cetak/:lembar': peran('pengembang', 'admin-opd', ...SEATS, 'csirt', 'pemilik-data', 'auditor'),
  'GET /verifikasi/:kode': 'umum',
}
