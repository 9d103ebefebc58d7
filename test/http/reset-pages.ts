import type { SamplePage } from './sample-page.ts'

const skp = { nama: 'SKP', opd: 'Badan Kepegawaian Daerah' }
const base = { aplikasi: skp, errors: {}, values: {}, gantiAction: '/masuk/contoh/ganti' }
const nomor = { ...base, action: '/masuk/contoh/reset/nomor' }
const kode = {
  ...base, menit: 20, tunggu: 42, ulang: 0, action: '/masuk/contoh/reset/kode', ulangAction: '/masuk/contoh/reset/ulang',
}
const sandi = { ...base, action: '/masuk/contoh/reset/sandi', orang: { nama: 'Ratna Wulandari Contoh', nomor: 'NIP ····2001' } }

/** Pages of a forgotten password. */
export const resetSamplePages: readonly SamplePage[] = [
  { view: 'masuk/reset-nomor.njk', state: 'biasa', data: nomor },
  {
    view: 'masuk/reset-nomor.njk', state: 'salah', status: 400,
    data: { ...nomor, aplikasi: null, errors: { nip: { key: 'masuk.galat.nipKosong' }, empat: { key: 'aktivasi.galat.empat' } } },
  },
  { view: 'masuk/reset-kode.njk', state: 'biasa', data: kode },
  { view: 'masuk/reset-kode.njk', state: 'salah', status: 400, data: { ...kode, ulang: 1, tunggu: 0, errors: { kode: { key: 'aktivasi.galat.kode' } } } },
  { view: 'masuk/reset-sandi.njk', state: 'biasa', data: sandi },
  {
    view: 'masuk/reset-sandi.njk', state: 'salah', status: 400,
    data: { ...sandi, lihat: true, baru: 'pendek', errors: { baru: { key: 'sandi.galat.pendek', params: { least: 8, most: 256 } } } },
  },
  ...[true, false].map((terbuka) => ({
    view: 'masuk/lupa.njk', state: terbuka ? 'terbuka' : 'lewat', data: { terbuka, menit: 20, action: '/lupa/contoh' },
  })),
]
