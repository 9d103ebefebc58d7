/** What pages and sheets call decisions, and the right by which somebody decided. */
import type { Cara, Peran, Putusan, Sebagai } from './permohonan.ts'

export const PUTUSAN_KATA: Readonly<Record<Putusan, string>> = {
  'diajukan': 'Diajukan', 'setuju': 'Disetujui', 'surat': 'Disetujui dengan surat', 'terima': 'Diterima', 'tolak': 'Ditolak',
  'teruskan': 'Diteruskan', 'kembalikan': 'Dikembalikan', 'dianggarkan': 'Dianggarkan', 'tidak-perlu': 'Tidak perlu anggaran',
  'selesai': 'Integrasi selesai', 'lulus': 'Lulus', 'temuan': 'Ada temuan',
}

const CARA: Readonly<Record<Cara, string>> = {
  definitif: '', plt: 'Plt. ', plh: 'Plh. ', pj: 'Pj. ', delegasi: 'atas delegasi ', pengganti: 'pengganti, ', peran: '',
}

export const PERAN_KATA: Readonly<Record<Peran, string>> = {
  'kepala-opd': 'Kepala OPD', 'kepala-dinas': 'Kepala Dinas', 'kepala-bidang': 'Kepala Bidang', 'kepala-seksi': 'Kepala Seksi',
  'pengembang': 'pengembang aplikasi', 'pemilik-data': 'pemilik data', 'csirt': 'tim CSIRT',
}

/** @returns how somebody sat when he decided: "Plt. Kepala Bidang Aplikasi Informatika (SK 800/12)" */
export function sebagaiInWords({ peran, cara, jabatan, sk }: Sebagai): string {
  const right = cara === 'peran' || jabatan === undefined ? PERAN_KATA[peran] : jabatan
  const letter = sk === undefined || cara === 'peran' ? '' : ` (SK ${sk})`
  return `${CARA[cara]}${right}${letter}`
}
