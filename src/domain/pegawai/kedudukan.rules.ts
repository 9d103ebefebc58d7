/**
 * Kedudukan hukum (legal standing) and what it lets a person do. Source: domain.md section 5; the codes are SIASN's,
 * the mapping to states is this project's suggestion. Dates that end a service (death, retirement, contract)
 * are not read here: they are rules of the lifecycle.
 */

export const KEADAAN = ['aktif', 'terbatas', 'beku', 'calon', 'tutup'] as const
export type Keadaan = (typeof KEADAAN)[number]

export interface Kedudukan {
  /** two digits */
  kode: string
  nama: string
  keadaan: Keadaan
  /** the claims about jabatan are absent (study leave, retirement preparation) */
  tanpaJabatan: boolean
  /** sessions and tokens end with the run that reads it, without waiting for anything */
  seketika: boolean
  /** the jabatan may just have been taken away: read it anew at once */
  segarkanJabatan: boolean
}

/** Either a standing that is known, or `tahan`: a mark beside the last good state, which goes on as it was. */
export type KedudukanReading = { tahan: false; kedudukan: Kedudukan } | { tahan: true; terbaca: string }

type Row = readonly [kode: string, nama: string, keadaan: Keadaan]

const ROWS: readonly Row[] = [
  ['01', 'Aktif', 'aktif'],
  ['02', 'CLTN', 'beku'],
  ['03', 'Tugas Belajar', 'terbatas'],
  ['04', 'Pemberhentian Sementara', 'beku'],
  ['05', 'Penerima Uang Tunggu', 'terbatas'],
  ['06', 'Prajurit Wajib', 'beku'],
  ['07', 'Pejabat Negara', 'terbatas'],
  ['08', 'Kepala Desa', 'terbatas'],
  ['09', 'Sedang dlm Proses Banding BAPEK', 'terbatas'],
  ['11', 'Pegawai Titipan', 'aktif'],
  ['12', 'Pengungsi', 'terbatas'],
  ['13', 'Perpanjangan CLTN', 'beku'],
  ['14', 'PNS yang dinyatakan hilang', 'beku'],
  ['15', 'PNS kena hukuman disiplin', 'aktif'],
  ['16', 'Pemindahan dalam rangka penurunan Jabatan', 'aktif'],
  ['20', 'Masa Persiapan Pensiun', 'terbatas'],
  ['51', 'CPNS yang belum menerima SK CPNS', 'calon'],
  ['52', 'Tidak Aktif', 'beku'],
  ['66', 'Diberhentikan', 'tutup'],
  ['67', 'Punah', 'tutup'],
  ['68', 'Eks PNS Timor Timur', 'tutup'],
  ['69', 'TMS Dari Pengadaan', 'tutup'],
  ['70', 'Pembatalan NIP', 'tutup'],
  // Not among the 31 of domain.md: SIASN's answers name a serving PPPK so. Unknown, it would hold every PPPK back.
  ['71', 'PPPK Aktif', 'aktif'],
  ['77', 'Pemberhentian tanpa hak pensiun', 'tutup'],
  ['88', 'Pemberhentian dengan hak pensiun', 'tutup'],
  ['89', 'Tidak aktif tetapi diusulkan Pensiun', 'beku'],
  ['90', 'Tidak Ikut PUPNS 2015', 'tutup'],
  ['91', 'Tindak Pidana/ Tindak Pidana Jabatan', 'tutup'],
  ['92', 'Pemblokiran Data PNS', 'beku'],
  ['98', 'Mencapai BUP', 'tutup'],
  ['99', 'Pensiun', 'tutup'],
]

const WITHOUT_JABATAN = new Set(['03', '20'])
const AT_ONCE = new Set(['04', '14', '52', '92'])
const REFRESH_JABATAN = new Set(['15', '16'])

const byKey = new Map<string, Kedudukan>()
for (const [kode, nama, keadaan] of ROWS) {
  const kedudukan: Kedudukan = Object.freeze({
    kode,
    nama,
    keadaan,
    tanpaJabatan: WITHOUT_JABATAN.has(kode),
    seketika: AT_ONCE.has(kode),
    segarkanJabatan: REFRESH_JABATAN.has(kode),
  })
  byKey.set(kode, kedudukan)
  byKey.set(textKey(nama), kedudukan)
}

/** The standings that are known, in the order of their codes. */
export function listKedudukan(): Kedudukan[] {
  return ROWS.map(([kode]) => byKey.get(kode) as Kedudukan)
}

/**
 * Reads a standing from its code, or from its text where the source has no code.
 *
 * @param kode SIASN's code, with or without its leading zero (spreadsheets drop it), or the text form
 * @param nama the text beside it, looked at only when `kode` is empty
 * @returns the standing, or `tahan` with what was read when neither code nor text is known
 */
export function readKedudukan(kode: string, nama = ''): KedudukanReading {
  const read = kode.trim() || nama.trim()
  const kedudukan = byKey.get(/^[0-9]$/.test(read) ? `0${read}` : textKey(read))
  return kedudukan ? { tahan: false, kedudukan } : { tahan: true, terbaca: read }
}

/** Capitals, blanks and punctuation differ from export to export; the words do not. */
function textKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()
}
