import type { SamplePage } from './sample-page.ts'

const skp = { nama: 'SKP', opd: 'Badan Kepegawaian Daerah' }
const base = { aplikasi: skp, errors: {}, values: {}, action: '/masuk/contoh/aktivasi/nomor', gantiAction: '/masuk/contoh/ganti', lain: '/masuk/contoh?cara=surat' }
const kode = { ...base, menit: 15, tunggu: 42, ulang: 0, ulangAction: '/masuk/contoh/aktivasi/ulang' }
const benar = {
  ...base, benarAction: '/masuk/contoh/aktivasi/benar', salahAction: '/masuk/contoh/aktivasi/salah', pindahAction: '/masuk/contoh/aktivasi/pindah',
  orang: {
    nama: 'Ratna Wulandari Contoh, S.Kom., M.Si.', nomor: 'NIP ····2001', jabatan: 'Kepala Subbagian Umum dan Kepegawaian',
    unit: 'Dinas Komunikasi, Informatika, Statistik dan Persandian',
  },
  bidang: [{ nilai: 'jabatan', label: 'Jabatan' }, { nilai: 'lain', label: 'Lainnya' }],
}

/** Pages of an activation. */
export const activationSamplePages: readonly SamplePage[] = [
  { view: 'masuk/aktivasi-nomor.njk', state: 'nomor', data: { ...base, cara: 'nomor' } },
  {
    view: 'masuk/aktivasi-nomor.njk', state: 'salah', status: 400,
    data: { ...base, cara: 'nomor', errors: { nip: { key: 'masuk.galat.nipKosong' }, empat: { key: 'aktivasi.galat.empat' } } },
  },
  { view: 'masuk/aktivasi-nomor.njk', state: 'surat', data: { ...base, cara: 'surat', values: { kode: 'ABCD-2345-EFGH-6789-JKMN' } } },
  { view: 'masuk/aktivasi-kode.njk', state: 'biasa', data: kode },
  { view: 'masuk/aktivasi-kode.njk', state: 'salah', status: 400, data: { ...kode, ulang: 1, tunggu: 0, errors: { kode: { key: 'aktivasi.galat.kode' } } } },
  { view: 'masuk/aktivasi-benar.njk', state: 'biasa', data: benar },
  {
    view: 'masuk/aktivasi-benar.njk', state: 'pindah',
    data: { ...benar, lanjut: { kode: 'ABCD-2345-EFGH-6789-JKMN', sampai: '29 November 2026 pukul 09.15 WIB' } },
  },
  { view: 'masuk/aktivasi-pemberitahuan.njk', state: 'biasa', data: { ...base, versi: 1 } },
  { view: 'masuk/aktivasi-sandi.njk', state: 'biasa', data: base },
  {
    view: 'masuk/aktivasi-sandi.njk', state: 'salah', status: 400,
    data: { ...base, lihat: true, baru: 'pendek', errors: { baru: { key: 'sandi.galat.pendek', params: { least: 8, most: 256 } } } },
  },
  { view: 'masuk/aktivasi-surat.njk', state: 'biasa', data: { kodeSurat: 'ABCD-2345-EFGH-6789-JKMN' } },
  { view: 'masuk/pembantu.njk', state: 'biasa', data: { pembantu: [{ opd: skp.opd, nama: 'Contoh Pembantu', ruang: 'Gedung A lantai 2, ruang 204', telepon: '0254 000 000' }] } },
  { view: 'masuk/pembantu.njk', state: 'kosong', data: { pembantu: [] } },
]
