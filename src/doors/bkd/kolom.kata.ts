/** Fields of people, units and jabatan as BKD calls them, and their values where these are codes. */

const COLUMNS: Readonly<Record<string, string>> = {
  baru: 'Baru di direktori', hilang: 'Tidak ada di sumber', keadaan: 'Keadaan akun', tahan: 'Ditahan',
  nip: 'NIP', nama: 'Nama', gelar_depan: 'Gelar depan', gelar_belakang: 'Gelar belakang',
  tanggal_lahir: 'Tanggal lahir', jenis_kelamin: 'Jenis kelamin', jenis: 'Jenis', kategori: 'Kategori',
  kedudukan_kode: 'Kode kedudukan hukum', kedudukan_nama: 'Kedudukan hukum', golongan: 'Golongan',
  tmt_golongan: 'TMT golongan', tmt_cpns: 'TMT CPNS', tmt_pns: 'TMT PNS', email: 'Alamat surel', no_hp: 'Nomor HP',
  tmt_pensiun: 'TMT pensiun', akhir_kontrak: 'Akhir kontrak', tgl_meninggal: 'Tanggal meninggal', jabatan: 'Jabatan',
  unit: 'Unit kerja', eselon: 'Eselon', tmt_jabatan: 'TMT jabatan', penugasan: 'Penugasan', induk: 'Unit induk', kode: 'Kode unit',
}

/** @returns the name of a field in words; one that nobody translated keeps its own */
export const columnName = (column: string): string => COLUMNS[column] ?? column

const STATES: Readonly<Record<string, string>> = {
  aktif: 'aktif', terbatas: 'terbatas (layanan mandiri saja)', beku: 'dibekukan', calon: 'belum mulai', tutup: 'ditutup',
  tahan: 'ditahan',
}

/** @returns a value as a page shows it: states in words, days as the office writes them, a dash for nothing */
export function valueInWords(column: string, value: string | null, dayInWords: (day: string) => string): string {
  if (value === null || value === '') return '–'
  if (column === 'keadaan') return STATES[value] ?? value
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayInWords(value) : value
}
