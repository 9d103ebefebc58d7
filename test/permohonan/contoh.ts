import { type Isian, readIsian } from '../../src/domain/permohonan/formulir/isian.schema.ts'
import type { KonteksIsian } from '../../src/domain/permohonan/formulir/konteks.ts'

export const SURAT = '11111111-1111-4111-8111-111111111111'

/** A form that may be filed, with whatever a test changes of it. */
export const goodIsian = (change: object = {}): Isian => readIsian({
  nama: 'Kinerja Guru', keterangan: 'Mencatat kinerja guru di seluruh sekolah.',
  penanggungJawab: { nama: 'Siti Contoh', telepon: '0254 123456', surel: 'siti@dindikbud.bantenprov.go.id', jabatan: 'Pranata Komputer' },
  subdomain: 'kinerja-guru.bantenprov.go.id',
  surat: { nomor: '555/1/Dindikbud', tanggal: '2026-11-20', lampiran: SURAT },
  spesifikasi: { uraian: 'PHP 8 dan MariaDB; tabel guru, kinerja, dan sekolah.' },
  komitmen: true, jenisKlien: 'server',
  uri: {
    redirect: ['https://kinerja-guru.bantenprov.go.id/sso/callback'], logout: ['https://kinerja-guru.bantenprov.go.id/'],
    backchannel: 'https://kinerja-guru.bantenprov.go.id/sso/logout',
  },
  uriUji: ['http://localhost:8080/sso/callback'],
  elemen: [{ klaim: 'profile', tujuan: 'Menampilkan nama di layar.' }, { klaim: 'opd', tujuan: 'Memilah data per sekolah.' }],
  pse: { nomor: 'PSE-0001' }, kredensial: 'rahasia', ...change,
})

export const konteks = (change: Partial<KonteksIsian> = {}): KonteksIsian => ({
  today: '2026-11-28', terdaftar: [], diajukan: [], lampiran: new Map([[SURAT, { jenis: 'surat-permohonan' }]]), unit: new Set(),
  orang: new Set(), hostTerbukti: true, issuer: 'https://login.bantenprov.go.id', ...change,
})
