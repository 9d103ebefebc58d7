import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const klien = {
  tab: [
    { judul: 'Ringkasan', href: '/pengembang/klien/skp.bantenprov.go.id', kini: false },
    { judul: 'Galat terakhir', href: '/pengembang/klien/skp.bantenprov.go.id/galat', kini: true },
  ],
  klien: { id: 'skp.bantenprov.go.id', nama: 'SKP', alamat: '/pengembang/klien/skp.bantenprov.go.id' },
  remah: [{ judul: 'Klien', href: '/pengembang/klien' }, { judul: 'SKP', href: '/pengembang/klien/skp.bantenprov.go.id' }],
}

const nilai = [{ nama: 'state', nilai: 'a'.repeat(43), arti: 'Harus sama dengan yang dikirim.' }, { nama: 'kid', nilai: 'x', arti: '' }]
const langkah = {
  kunci: 'tukar', hasil: 'ok', judul: 'Menukar kode', kata: ['Kode ditukar.'], alamat: 'POST https://login.bantenprov.go.id/oidc/token',
  status: 200, dikirim: nilai, diterima: nilai, lencana: { teks: 'Berhasil', lencana: 'ok', gaya: 'done' },
}
const coba = { ...klien, langkah, action: '/pengembang/klien/skp.bantenprov.go.id/coba', scope: 'openid profile opd jabatan peran' }

/** The views of what helps a developer to connect a client. */
export const cobaPages = (staff: Staff): SamplePage[] => [
  staff('pengembang/coba/mulai.njk', 'biasa', { ...coba, judul: 'Coba masuk ke SKP', hambatan: [] }),
  staff('pengembang/coba/mulai.njk', 'terhambat', { ...coba, judul: 'Coba masuk ke SKP', hambatan: ['Klien ini program tanpa pengguna.'] }),
  staff('pengembang/coba/jalan.njk', 'permintaan', { ...coba, judul: 'Permintaan masuk', href: '/oidc/auth?x=y', daftar: [], mulai: '/x' }),
  staff('pengembang/coba/jalan.njk', 'selesai', { ...coba, judul: 'SKP: percobaan gagal', mulai: '/x', daftar: [
    { judul: '1. Menemukan alamat (discovery)', href: '/x/temukan', lencana: langkah.lencana },
    { judul: '3. Kembali dengan kode', href: '/x/kembali', lencana: { teks: 'Gagal', lencana: 'bad', gaya: 'stopped' } },
    { judul: '4. Menukar kode', lencana: { teks: 'Tidak sampai di sini', lencana: '', gaya: '' } },
  ] }),
  staff('pengembang/coba/jalan.njk', 'terputus', { ...coba, judul: 'Percobaan ini terputus', daftar: [], mulai: '/x' }),
  staff('pengembang/coba/langkah.njk', 'tengah', { ...coba, judul: '4. Menukar kode', semua: '/x', lanjut: { href: '/x/id-token', judul: 'ID token' } }),
  staff('pengembang/coba/langkah.njk', 'akhir', { ...coba, judul: '9. Keluar', semua: '/x', langkah: {
    kunci: 'keluar', hasil: 'lewat', judul: 'Keluar', kata: ['Dijelaskan.'], lencana: { teks: 'Dijelaskan saja', lencana: '', gaya: '' } } }),
  staff('pengembang/coba/berakhir.njk', 'biasa', { judul: 'Percobaan ini tidak dapat dilanjutkan', klien: '/pengembang/klien' }, 400),
  staff('pengembang/coba/galat.njk', 'kosong', { ...klien, judul: 'Tidak ada galat SKP dalam 30 hari', galat: [] }),
  staff('pengembang/coba/galat.njk', 'penuh', { ...klien, judul: '1 macam galat SKP', galat: [
    {
      arti: 'redirect_uri tidak sama.', perbaikan: 'Samakan.', titik: 'Permintaan masuk (/oidc/auth)', kode: 'invalid_redirect_uri',
      kapan: '28 November 2026 pukul 09.15 WIB, 3 menit yang lalu', kali: '12 kali sejak 28 November 2026 pukul 09.00 WIB',
      rincian: [['Dikirim', 'https://skp.bantenprov.go.id/masuk/kembali/yang/panjang/sekali'], ['Bedanya', 'jalur (path)']],
    },
    {
      arti: 'Permintaan masuk tidak memuat nonce.', perbaikan: 'Kirim nonce.', peringatan: true, titik: 'Permintaan masuk (/oidc/auth)',
      kode: 'peringatan', kapan: '28 November 2026 pukul 09.15 WIB, baru saja', kali: 'sekali', rincian: [],
    },
  ] }),
]
