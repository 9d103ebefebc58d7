import { berkasPages } from './berkas-pages.ts'
import type { DayOfUse } from '../../src/domain/sessions/pemakaian.queries.ts'
import { chartOfUse } from '../../src/doors/pengembang/klien/pakai.rules.ts'
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

const satu = {
  id: 'x', hidup: true, umur: 40, sejak: '19 Oktober 2026 pukul 09.15 WIB', sampai: '19 Oktober 2027', lencana: { teks: 'Terbaru', lencana: 'ok' },
}
const isi = { nama: 'SKP', keterangan: '', kontak: 'skp@banten.test', beranda: '' }
const kontak = { teks: 'Belum ada', sebab: 'Belum ada orang yang ditetapkan.' }

const chart = (use: readonly DayOfUse[]) => chartOfUse(use, '2026-11-28', 30)

/** The views of clients that run. */
export const klienPages = (staff: Staff): SamplePage[] => [
  staff('pengembang/klien/daftar.njk', 'kosong', { judul: 'Belum ada klien', baris: [] }),
  staff('pengembang/klien/daftar.njk', 'penuh', {
    judul: '1 dari 1 klien terhubung',
    baris: [[{ teks: 'SKP', href: '/pengembang/klien/skp.bantenprov.go.id', kecil: 'skp.bantenprov.go.id' },
      'Badan Kepegawaian Daerah', { teks: 'Aktif', lencana: 'ok' }, { teks: 'Terhubung', lencana: 'ok' }, 'rahasia 12 hari',
      '28 November 2026', { teks: 'Tanpa kontak: pindah', lencana: 'warn' }]],
  }),
  staff('pengembang/klien/ringkasan.njk', 'penuh', { ...ringkasan, kontak: { teks: 'Andi Contoh', nama: 'Andi Contoh' }, perubahan: { mulai: true } }),
  staff('pengembang/klien/ringkasan.njk', 'tanpa kontak', {
    ...ringkasan, kontak: { teks: 'Tanpa kontak: pindah', nama: 'Andi Contoh', sebab: 'Ia tidak bekerja di OPD ini lagi.' },
    perubahan: { href: '/pengembang/permohonan/x' },
  }),
  staff('pengembang/klien/rahasia.njk', 'kosong', { ...klien, judul: 'Belum ada rahasia yang berlaku', rahasia: [], terakhir: '' }),
  staff('pengembang/klien/rahasia.njk', 'tidak boleh', {
    ...klien, judul: 'Belum ada rahasia yang berlaku', rahasia: [], terakhir: '', halangan: 'Rahasia terbit sesudah klien ini disetujui.',
  }),
  staff('pengembang/klien/rahasia.njk', 'dua, halaman lama', {
    ...klien, judul: '2 rahasia berlaku', rahasia: [satu, { ...satu, lencana: { teks: 'Lama', lencana: 'warn' } }], terlama: true,
    terakhir: 'x', galat: 'Halaman ini sudah lama: rahasia lain terbit sesudahnya.',
  }, 409),
  staff('pengembang/klien/rahasia-terbit.njk', 'terbit', {
    ...klien, judul: 'Rahasia baru, tampil satu kali ini saja', rahasia: 'x'.repeat(43), dicabut: 1, sampai: '28 November 2027',
  }),
  staff('pengembang/klien/rahasia-cabut.njk', 'galat', {
    ...klien, judul: 'Cabut rahasia', satu, others: 0, galat: { alasan: 'Tulis alasannya.' }, gagal: true, action: '/x', batal: '/x',
  }, 400),
  staff('pengembang/klien/ubah.njk', 'galat', {
    ...klien, judul: 'Ubah keterangan SKP', isi, galat: { nama: 'Nama diisi.' }, gagal: true,
  }, 400),
  staff('pengembang/klien/penerus.njk', 'kosong', { ...klien, judul: 'Penanggung jawab', kontak, opd: 'Badan Kepegawaian Daerah', galat: {} }),
  staff('pengembang/klien/penerus.njk', 'galat', {
    ...klien, judul: 'Penanggung jawab', kontak, opd: 'Badan Kepegawaian Daerah', nilai: 'x', galat: { nip: 'Tidak ada pegawai.' }, gagal: true,
  }, 400),
  ...berkasPages(staff, klien),
  staff('pengembang/klien/petakan.njk', 'tidak boleh', {
    ...klien, judul: 'Petakan pengguna', most: '5.000', galat: {}, halangan: 'Klien ini tidak disetujui untuk data kepegawaian.',
  }),
  staff('pengembang/klien/petakan.njk', 'uji, galat', {
    ...klien, judul: 'Petakan pengguna', most: '5.000', uji: true, pairwise: true, gagal: true, nilai: 'x',
    galat: { nip: 'Tempelkan NIP, satu di setiap baris, atau pilih berkasnya.' },
  }, 400),
  staff('pengembang/klien/pakai.njk', 'penuh', {
    ...klien, ...chart([{ hari: '2026-11-28', orang: 12 }]), judul: 'Pemakaian SKP', hariCakupan: 90, dipakai: true, menganggur: [['surel', 'email']],
    kabar: [[{ teks: 'SKP 0,8 detik', kecil: 'keluar sendiri' }, { teks: 'Tahu', lencana: 'ok' }, '1. 28 November 2026: diterima']], minta: true,
  }),
  staff('pengembang/klien/pakai.njk', 'kosong', {
    ...klien, ...chart([]), judul: 'Pemakaian SKP', hariCakupan: 90, dipakai: false, menganggur: [], kabar: [], minta: false,
  }),
  staff('pengembang/klien/pakai.njk', 'semua dipakai', {
    ...klien, ...chart([]), judul: 'Pemakaian SKP', hariCakupan: 90, dipakai: true, menganggur: [], kabar: [], minta: true,
  }),
  staff('pengembang/klien/kunci.njk', 'diuji', {
    ...klien, judul: 'Kunci publik', cara: 'jwks', nilai: '{}', galat: {}, terdaftar: [], diuji: [['a', 'EC', 'sig', 'x'.repeat(43)]], host: 'x',
  }),
  staff('pengembang/klien/kunci.njk', 'alamat, galat', {
    ...klien, judul: 'Kunci publik', cara: 'jwks_uri', nilai: 'x', galat: { kunci: 'Alamat ini tidak menjawab.' }, gagal: true, terdaftar: [], host: 'x',
  }, 400),
  staff('pengembang/klien/kunci.njk', 'tanpa kunci', {
    ...klien, judul: 'Kunci publik', galat: {}, terdaftar: [['a', 'EC', 'sig', 'x'.repeat(43)]], host: 'x',
  }),
]
