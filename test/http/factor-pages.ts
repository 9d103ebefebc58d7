import { qrSymbol } from '../../src/kernel/lib/qr.ts'
import type { SamplePage } from './sample-page.ts'

const uri = 'otpauth://totp/Banten%20Satu%20Login:NIP%20****2001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Banten%20Satu%20Login'
const pasang = { uri, kunci: ['GEZD', 'GNBV', 'GY3T', 'QOJQ', 'GEZD', 'GNBV', 'GY3T', 'QOJQ'], qr: qrSymbol(uri) }
const skp = { nama: 'SKP', opd: 'Badan Kepegawaian Daerah' }
const enrol = { aplikasi: skp, pasang, action: '/masuk/contoh/daftar-faktor', gantiAction: '/masuk/contoh/ganti', errors: {} }
const card = { aplikasi: skp, tampilAction: '/masuk/contoh/kartu', selesaiAction: '/masuk/contoh/kartu/selesai' }

/** Pages of second factors, in the sign-in. */
export const factorSamplePages: readonly SamplePage[] = [
  { view: 'masuk/daftar-faktor.njk', state: 'biasa', data: enrol },
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
