import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const tab = [
  { judul: 'Ringkasan', href: '/pengembang/klien/skp.bantenprov.go.id', kini: true },
  { judul: 'Rahasia', href: '/pengembang/klien/skp.bantenprov.go.id/rahasia', kini: false },
]

/** What every page of a client has. */
const klien = {
  tab, klien: { id: 'skp.bantenprov.go.id', nama: 'SKP', alamat: '/pengembang/klien/skp.bantenprov.go.id' },
  remah: [{ judul: 'Klien', href: '/pengembang/klien' }],
}

const ringkasan = {
  ...klien, judul: 'SKP', keadaan: [{ teks: 'Aktif', lencana: 'ok' }, { teks: 'Belum terhubung', lencana: 'warn' }],
  rincian: [['OPD', 'Badan Kepegawaian Daerah'], ['Host', 'skp.bantenprov.go.id']],
  baris: [['Alamat kembali sesudah masuk', 'https://skp.bantenprov.go.id/sso/callback', 'redirect_uris']],
}

/** The views of clients that run. */
export const klienPages = (staff: Staff): SamplePage[] => [
  staff('pengembang/klien/daftar.njk', 'kosong', { judul: 'Belum ada klien', baris: [] }),
  staff('pengembang/klien/daftar.njk', 'penuh', {
    judul: '1 dari 1 klien terhubung',
    baris: [[{ teks: 'SKP', href: '/pengembang/klien/skp.bantenprov.go.id', kecil: 'skp.bantenprov.go.id' },
      'Badan Kepegawaian Daerah', { teks: 'Aktif', lencana: 'ok' }, { teks: 'Terhubung', lencana: 'ok' }, 'rahasia 12 hari',
      '28 November 2026', { teks: 'Tanpa kontak: pindah', lencana: 'warn' }]],
  }),
  staff('pengembang/klien/ringkasan.njk', 'penuh', { ...ringkasan, kontak: { teks: 'Andi Contoh', nama: 'Andi Contoh' } }),
  staff('pengembang/klien/ringkasan.njk', 'tanpa kontak', {
    ...ringkasan, kontak: { teks: 'Tanpa kontak: pindah', nama: 'Andi Contoh', sebab: 'Ia tidak bekerja di OPD ini lagi.' },
  }),
]
