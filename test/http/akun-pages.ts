import type { SamplePage } from './sample-page.ts'

const MENU = [
  { href: '/akun', judul: 'akun.menu.profil', kini: true }, { href: '/akun/sesi', judul: 'akun.menu.sesi', kini: false },
]

/** A page on layouts/akun.njk, with what doors/akun/halaman.ts gives to every one. */
const akun = (view: string, state: string, data: Record<string, unknown>, status?: number): SamplePage => ({
  view: `akun/${view}.njk`, state, ...(status && { status }),
  data: { orang: { nama: 'Ratna Wulandari Contoh, S.Kom., M.Si.' }, judul: `akun.${view}`, menu: MENU, ...data },
})

const bidang = [{ nilai: 'nama', label: 'Nama atau gelar' }, { nilai: 'lain', label: 'Lainnya' }]
const pasang = { uri: 'otpauth://totp/x', kunci: ['ABCD', 'EFGH', 'IJKL', 'MNOP'], qr: { size: 3, path: 'M0 0h1v1H0z' } }
const perangkat = {
  id: 'a', ini: false, nama: 'Chrome, Android', pertama: '1 November 2026 07.02 WIB', terakhir: '28 November 2026 09.15 WIB',
}
const passkey = { opsi: '/akun/faktor/passkey/opsi', action: '/akun/faktor/passkey' }
const sesi = {
  tanda: 'a'.repeat(64), ini: true, perangkat: 'Chrome, Android', alamat: '203.0.113.7', kantor: 'Dinas Kesehatan',
  masuk: '28 November 2026 07.02 WIB', terakhir: '28 November 2026 09.15 WIB', aplikasi: ['SKP', 'Presensi'],
}

/** Every view of /akun in every state that changes what stands on it. */
export const akunSamplePages: SamplePage[] = [
  akun('profil', 'penuh', {
    fakta: [{ judul: 'Nama', nilai: 'Ratna Wulandari Contoh' }, { judul: 'Unit kerja', nilai: 'Bidang Aplikasi Informatika' }],
    dataPer: '28 November 2026 09.15 WIB',
  }),
  akun('profil', 'tanpa-data', { fakta: [{ judul: 'Nama', nilai: 'Ratna' }] }),
  akun('koreksi', 'kosong', { bidang, values: {}, errors: {}, laporan: [] }),
  akun('koreksi', 'galat', {
    bidang, values: { bidang: 'nama', uraian: 'x' }, laporan: [],
    errors: { bidang: { key: 'akun.koreksi.galat.bidang.kosong' }, uraian: { key: 'akun.koreksi.galat.uraian.pendek' } },
  }, 400),
  akun('koreksi', 'terkirim', {
    bidang, values: {}, errors: {}, pesan: 'Laporan Anda sudah dikirim ke BKD.',
    laporan: [
      { bidang: 'Nama', uraian: 'Gelar saya kini M.Si.', sejak: '28 November 2026 09.15 WIB', jawaban: null },
      { bidang: 'Jabatan', uraian: 'Sudah pindah.', sejak: '2 Maret 2026 10.00 WIB', jawaban: 'Sudah diperbaiki.' },
    ],
  }),
  akun('sandi', 'kosong', { errors: {} }),
  akun('sandi', 'terlihat', { errors: {}, lihat: true, lama: 'kuda & laut', baru: '' }),
  akun('sandi', 'galat', { errors: { lama: { key: 'akun.sandi.galat.salah' }, baru: { key: 'sandi.galat.umum' } } }, 400),
  akun('faktor', 'kosong', { faktor: [], kodePemulihan: 0 }),
  akun('faktor', 'penuh', {
    kodePemulihan: 7, pesan: 'Langkah kedua ditambahkan.',
    faktor: [
      { id: 'a', jenis: 'totp', nama: 'Ponsel kantor', sejak: '28 November 2026 09.15 WIB' },
      { id: 'b', jenis: 'passkey', nama: 'Laptop', sejak: '28 November 2026 09.15 WIB' },
    ],
  }),
  akun('faktor', 'dihentikan', {
    kodePemulihan: 7, faktor: [], dihentikan: [{ id: 'c', jenis: 'passkey', nama: 'Laptop', sejak: '28 November 2026 09.15 WIB' }],
  }),
  akun('faktor', 'tanpa-kode', {
    kodePemulihan: 0, faktor: [{ id: 'a', jenis: 'totp', nama: 'Ponsel', sejak: '28 November 2026 09.15 WIB' }],
  }),
  akun('pasang', 'baru', { pasang, action: '/akun/faktor/totp/a', errors: {}, nama: '' }),
  akun('pasang', 'galat', {
    pasang, action: '/akun/faktor/totp/a', errors: { kode: { key: 'faktor.galat.salah' } }, nama: 'Ponsel "kantor"',
  }, 400),
  akun('kartu', 'baru', {
    kodeKartu: Array.from({ length: 10 }, (_, n) => `K7QD-3FMW-2XP${n}`), nama: 'Ratna Wulandari', saat: '28 November 2026 09.15 WIB',
  }),
  { ...akun('passkey', 'baru', { passkey, errors: {}, nama: '' }), skrip: 'passkey.js' },
  {
    ...akun('passkey', 'galat', { passkey, errors: { passkey: { key: 'passkey.galat.tantangan' } }, nama: 'Laptop "kantor"' }, 400),
    skrip: 'passkey.js',
  },
  akun('nama', 'biasa', { nama: 'Ponsel', action: '/akun/faktor/a/nama', errors: {} }),
  akun('nama', 'kosong', { nama: '', action: '/akun/faktor/a/nama', errors: { nama: { key: 'akun.nama.kosong' } } }, 400),
  akun('hapus', 'passkey-terakhir', { nama: 'Ponsel kantor', last: true, lastPasskey: true, action: '/akun/faktor/a/hapus' }),
  akun('hapus', 'satu-dari-dua', { nama: 'Ponsel kantor', last: false, action: '/akun/faktor/a/hapus' }),
  akun('hapus', 'terakhir', { nama: 'Ponsel kantor', last: true, action: '/akun/faktor/a/hapus' }),
  akun('sesi', 'satu', { sesi: [sesi], lain: false }),
  akun('sesi', 'beberapa', {
    sesi: [sesi, { ...sesi, ini: false, alamat: null, kantor: null, masuk: null, aplikasi: [], perangkat: 'Peramban lain' }], lain: true,
  }),
  akun('perangkat', 'kosong', { perangkat: [] }),
  akun('perangkat', 'penuh', { perangkat: [
    { ...perangkat, ini: true, sampai: '28 Desember 2026 09.15 WIB' }, { ...perangkat, id: 'b', nama: 'Peramban lain' },
  ] }),
  akun('riwayat', 'kosong', { kejadian: [], tautan: {} }),
  akun('riwayat', 'penuh', {
    kejadian: [
      { apa: 'Masuk', kapan: '28 November 2026 09.15 WIB', dari: 'Chrome, Android', alamat: '203.0.113.7' },
      { apa: 'Keluar', kapan: '27 November 2026 16.00 WIB' },
    ],
    tautan: { baru: '?baru=x', lama: '?lama=x' },
  }),
  akun('pilihan', 'biasa', {
    pilih: { bahasa: 'en', saluran: 'sms' }, pesan: 'Pilihan Anda disimpan.',
    saluran: [{ nilai: 'biasa', label: 'Surel untuk kabar, SMS untuk kode' }, { nilai: 'sms', label: 'SMS ke ***890 (belum dapat dipakai)' }],
  }),
  akun('data', 'kosong', { aplikasi: [] }),
  akun('data', 'penuh', { aplikasi: [{
    nama: 'Sistem Informasi Presensi Online', host: 'sipo.bantenprov.go.id',
    baris: [
      { data: 'nama, jabatan, unit kerja', pertama: '1 November 2026', terakhir: '28 November 2026', hari: 12 },
      { data: 'pengenal tetap', pertama: '1 November 2026', terakhir: '1 November 2026', hari: 1 },
    ],
  }] }),
]
