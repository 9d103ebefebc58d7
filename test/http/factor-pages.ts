import { qrSymbol } from '../../src/kernel/lib/qr.ts'
import type { SamplePage } from './sample-page.ts'

const uri = 'otpauth://totp/Banten%20Satu%20Login:NIP%20****2001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Banten%20Satu%20Login'
const pasang = { uri, kunci: ['GEZD', 'GNBV', 'GY3T', 'QOJQ', 'GEZD', 'GNBV', 'GY3T', 'QOJQ'], qr: qrSymbol(uri) }
const skp = { nama: 'SKP', opd: 'Badan Kepegawaian Daerah' }
const enrol = { aplikasi: skp, pasang, action: '/masuk/contoh/daftar-faktor', errors: {}, gantiAction: '/masuk/contoh/ganti', kembaliAction: '/masuk/contoh/kembali' }
const card = { aplikasi: skp, tampilAction: '/masuk/contoh/kartu', selesaiAction: '/masuk/contoh/kartu/selesai' }

const orang = { nama: 'Ratna Wulandari Contoh', nomor: '·········2001' }
const minta = {
  aplikasi: skp, cara: 'totp', orang, sisa: 9, errors: {}, action: '/masuk/contoh/faktor', gantiAction: '/masuk/contoh/ganti',
  kembaliAction: '/masuk/contoh/kembali',
  lain: [{ cara: 'pemulihan', href: '/masuk/contoh?cara=pemulihan' }],
}
const ways = { kembaliAction: '/masuk/contoh/kembali', gantiAction: '/masuk/contoh/ganti' }

const withPasskey = {
  ...minta, cara: 'passkey', passkey: { opsi: '/masuk/contoh/faktor/passkey/opsi', action: '/masuk/contoh/faktor/passkey' },
  lain: [{ cara: 'totp', href: '/masuk/contoh?cara=totp' }],
}
const newPasskey = {
  aplikasi: skp, errors: {}, passkey: { opsi: '/masuk/contoh/daftar-passkey/opsi', action: '/masuk/contoh/daftar-passkey' },
  pembantu: [{ nama: 'Ratna Wulandari Contoh', ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 000000' }],
  tanpaAction: '/masuk/contoh/daftar-passkey/tanpa', ...ways,
}

/** Pages of second factors, in the sign-in. */
export const factorSamplePages: readonly SamplePage[] = [
  { view: 'masuk/faktor.njk', state: 'biasa', data: minta },
  { view: 'masuk/faktor.njk', state: 'percaya', data: { ...minta, bolehPercaya: true, percaya: true } },
  {
    view: 'masuk/faktor.njk', state: 'salah', status: 400,
    data: { ...minta, aplikasi: null, errors: { kode: { key: 'faktor.galat.salah' } } },
  },
  { view: 'masuk/faktor.njk', state: 'pemulihan', data: { ...minta, cara: 'pemulihan', lain: [{ cara: 'totp', href: '/masuk/contoh' }] } },
  {
    view: 'masuk/faktor.njk', state: 'pemulihan-hilang', status: 400,
    data: {
      ...minta, cara: 'pemulihan', berautentikator: true, hilang: true, lain: [{ cara: 'totp', href: '/masuk/contoh' }],
      errors: { kode: { key: 'faktor.galat.pemulihanTerpakai' } },
    },
  },
  { view: 'masuk/faktor.njk', state: 'surel', data: { ...minta, cara: 'email', kirimAction: '/masuk/contoh/faktor/kirim?cara=email' } },
  {
    view: 'masuk/faktor.njk', state: 'surel-tunggu', status: 429,
    data: {
      ...minta, cara: 'email', kirimAction: '/masuk/contoh/faktor/kirim?cara=email',
      errors: { kode: { key: 'faktor.galat.kirimTunggu', params: { detik: 45 } } },
    },
  },
  {
    view: 'masuk/faktor.njk', state: 'surel-terkirim',
    data: {
      ...minta, cara: 'email', tujuan: 'r***@contoh.test', action: '/masuk/contoh/faktor/pesan?cara=email',
      kirimAction: '/masuk/contoh/faktor/kirim?cara=email',
    },
  },
  { view: 'masuk/faktor.njk', state: 'izin', data: { ...minta, cara: 'izin', lain: [{ cara: 'totp', href: '/masuk/contoh' }] } },
  { view: 'masuk/ganti-sandi.njk', state: 'biasa', data: { aplikasi: skp, action: '/masuk/contoh/ganti-sandi', hari: 180, errors: {}, ...ways } },
  { view: 'masuk/ganti-sandi.njk', state: 'galat', status: 400, data: {
    aplikasi: null, action: '/masuk/contoh/ganti-sandi', hari: 180, ...ways,
    errors: { lama: { key: 'akun.sandi.galat.salah' }, baru: { key: 'sandi.galat.sama' } },
  } },
  { view: 'masuk/faktor.njk', skrip: 'passkey.js', state: 'passkey', data: withPasskey },
  { view: 'masuk/faktor.njk', skrip: 'passkey.js', state: 'passkey-saja', data: { ...withPasskey, saja: true, lain: [] } },
  {
    view: 'masuk/faktor.njk', skrip: 'passkey.js', state: 'passkey-mundur', status: 400,
    data: { ...withPasskey, aplikasi: null, errors: { kode: { key: 'passkey.galat.mundur' } } },
  },
  { view: 'masuk/daftar-passkey.njk', skrip: 'passkey.js', state: 'biasa', data: newPasskey },
  {
    view: 'masuk/daftar-passkey.njk', skrip: 'passkey.js', state: 'verifikasi', status: 400,
    data: { ...newPasskey, aplikasi: null, pembantu: [], errors: { passkey: { key: 'passkey.galat.verifikasi' } } },
  },
  {
    view: 'masuk/ingatkan.njk', state: 'passkey',
    data: { aplikasi: skp, action: '/masuk/contoh/ingatkan', sampai: '31 Desember 2026', passkey: true },
  },
  { view: 'masuk/ingatkan.njk', state: 'biasa', data: { aplikasi: skp, action: '/masuk/contoh/ingatkan', sampai: '31 Desember 2026' } },
  { view: 'masuk/tertahan.njk', state: 'biasa', status: 403, data: {
    aplikasi: skp, passkey: false, pembantu: [{ nama: 'Ratna Wulandari Contoh', ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 000000' }],
    ...ways,
  } },
  { view: 'masuk/tertahan.njk', state: 'passkey', status: 403, data: { aplikasi: skp, passkey: true, pembantu: [], ...ways } },
  { view: 'masuk/daftar-faktor.njk', state: 'biasa', data: enrol },
  { view: 'masuk/daftar-faktor.njk', state: 'pengganti', data: { ...enrol, pengganti: true } },
  {
    view: 'masuk/daftar-faktor.njk', state: 'jam', status: 400,
    data: { ...enrol, aplikasi: null, errors: { kode: { key: 'faktor.galat.lambat', params: { menit: 4 } } } },
  },
  { view: 'masuk/kartu.njk', state: 'sebelum', data: card },
  {
    view: 'masuk/kartu.njk', state: 'kode',
    data: {
      ...card, nama: 'Ratna Wulandari Contoh', saat: '28 November 2026 pukul 09.15 WIB',
      kodeKartu: Array.from({ length: 10 }, (_, index) => `K${index + 2}QD-3FMW-2XPA`),
    },
  },
]
