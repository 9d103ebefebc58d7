import type { SamplePage } from './sample-page.ts'
import { staff } from './staff-pages.ts'

/** The views of assignments by hand and of people without a NIP. */

const opsi = (...names: string[]) => names.map((teks, index) => ({ nilai: String(index), teks }))
const jenis = opsi('Plh (pelaksana harian)', 'Plt (pelaksana tugas)')
const OPD = opsi('Badan Kepegawaian Daerah', 'Dinas Komunikasi, Informatika, Statistik dan Persandian')
const kategori = opsi('Pejabat negara (Gubernur, Wakil Gubernur)', 'Tenaga ahli', 'Pengembang vendor')
const saringan = { status: '', jenis: '', kategori: '', cari: '' }
const kandidat = {
  id: 'contoh', nama: 'Siti Contoh Aminah, S.Kom.', nomor: 'NIP ····2001', jabatan: 'Analis Sistem Informasi',
  unit: 'Bidang Aplikasi Informatika', opd: OPD[1]?.teks,
}
const rincian = [
  ['Nama', 'Siti Contoh Aminah'], ['Jenis', 'Plh'], ['Jabatan', 'Kepala Bidang Aplikasi Informatika'],
  ['Berlaku', '28 November 2026 sampai 30 November 2026'], ['Nomor SK', '800/12-BKD/2026'],
]
const riwayat = [
  { teks: 'Dicatat', pada: '28 November 2026 pukul 08.10 WIB', oleh: 'Budi Contoh', dasar: 'Kontrak 12/2026', jenis: 'done' },
  { teks: 'Ditolak', pada: '28 November 2026 pukul 09.00 WIB', oleh: 'Wati Contoh', alasan: 'SK tidak terbaca', jenis: 'stopped' },
]
const tidak = { konfirmasi: false, tolak: false, cabut: false, akhiri: false, perpanjang: false }
const ya = { konfirmasi: true, tolak: true, cabut: true, akhiri: true, perpanjang: true }
const menunggu = { teks: 'Menunggu konfirmasi', lencana: 'warn' }
const keputusan = {
  judul: 'Tolak penugasan', akibat: 'Penugasan tidak akan berlaku.', tombol: 'Tolak', action: '/bkd/penugasan/contoh/tolak',
  batal: '/bkd/penugasan/contoh', remah: [{ judul: 'Penugasan', href: '/bkd/penugasan' }], rincian, peringatan: [],
  perluAlasan: true, bahaya: true, galat: {},
}
const penugasan = { status: opsi('Berlaku', 'Selesai'), jenis, saringan, bolehCatat: true, halaman: {} }
const orang = { status: opsi('Aktif', 'Berakhir'), kategori, saringan, halaman: {} }

export const handSamplePages: SamplePage[] = [
  staff('bkd/penugasan.njk', 'penuh', { ...penugasan, halaman: { lama: '?lama=x' }, baris: [[
    { teks: 'Siti Contoh Aminah', href: '/bkd/penugasan/contoh' },
    { teks: 'Plh Kepala Bidang Aplikasi Informatika', kecil: 'Bidang Aplikasi Informatika' },
    { teks: '28 November 2026 sampai 30 November 2026', kecil: 'SK 800/12-BKD/2026' }, menunggu,
  ]] }),
  staff('bkd/penugasan.njk', 'kosong', { ...penugasan, baris: [] }),
  staff('bkd/penugasan.njk', 'tidak ada yang cocok', { ...penugasan, baris: [], saringan: { ...saringan, cari: 'x' } }),
  staff('bkd/penugasan-cari.njk', 'kosong', { galat: {} }),
  staff('bkd/penugasan-cari.njk', 'galat', { nilai: '123', galat: { nip: 'Isi NIP orang yang ditugasi.' } }, 400),
  staff('bkd/penugasan-baru.njk', 'kosong', {
    kandidat, jenis, pilihanOpd: OPD, pilihanUnit: OPD, opd: '1', nilai: {}, galat: {},
  }),
  staff('bkd/penugasan-baru.njk', 'galat', {
    kandidat, jenis, pilihanOpd: [OPD[0]], pilihanUnit: OPD, opd: '0', nilai: { sk: '800/1', selesai: '2026-11-30' },
    galat: {
      jenis: 'Pilih salah satu dari daftar.', jabatan: 'Isian ini wajib diisi.', unit: 'Unit ini bukan bagian dari OPD Anda.',
      mulai: 'Tulis tanggal yang ada di kalender.', selesai: 'Satu surat Plt paling lama tiga bulan (SE BKN 1/SE/I/2021).',
      sk: 'Surat dengan nomor ini sudah tercatat untuk orang ini.', pindaian: 'Pilih berkas pindaian surat.',
    },
  }, 400),
  staff('bkd/penugasan-satu.njk', 'menunggu', {
    judul: 'Plh Kepala Bidang', id: 'contoh', status: menunggu, rincian, riwayat, pindaian: 'PDF, 120 KB', boleh: ya,
    kabar: 'Penugasan dicatat dan menunggu konfirmasi BKD.',
  }),
  staff('bkd/penugasan-satu.njk', 'selesai, pindaian sudah dihapus', {
    judul: 'Plh Kepala Bidang', id: 'contoh', status: { teks: 'Selesai', lencana: '' }, rincian, riwayat, pindaian: null,
    boleh: tidak, punyaSendiri: true,
  }),
  staff('bkd/usulan-putusan.njk', 'tolak', keputusan),
  staff('bkd/usulan-putusan.njk', 'tolak tanpa alasan', { ...keputusan, galat: { alasan: 'Tulis alasannya.' } }, 400),
  staff('bkd/usulan-putusan.njk', 'konfirmasi dengan peringatan', {
    ...keputusan, judul: 'Konfirmasi penugasan', perluAlasan: false, bahaya: false, tombol: 'Konfirmasi',
    peringatan: ['Jabatan ini sekarang ada pemegang definitifnya.'],
  }),
  staff('bkd/usulan-putusan.njk', 'konfirmasi yang tidak bisa', {
    ...keputusan, judul: 'Konfirmasi penugasan', perluAlasan: false, tombol: 'Konfirmasi',
    galat: { alasan: 'Usulan ini sudah diputus orang lain.' },
  }, 400),
  staff('bkd/tanpa-nip.njk', 'penuh', { ...orang, halaman: { baru: '?baru=x' }, baris: [[
    { teks: 'Budi Contoh', href: '/bkd/tanpa-nip/contoh', kecil: 'Perpanjangan' },
    { teks: 'Tenaga ahli', kecil: OPD[1]?.teks }, '31 Mei 2027', menunggu,
  ]] }),
  staff('bkd/tanpa-nip.njk', 'kosong', { ...orang, baris: [] }),
  staff('bkd/tanpa-nip.njk', 'tidak ada yang cocok', { ...orang, baris: [], saringan: { ...saringan, status: '1' } }),
  staff('bkd/tanpa-nip-baru.njk', 'kosong', { kategori, opd: OPD, nilai: {}, galat: {} }),
  staff('bkd/tanpa-nip-baru.njk', 'galat', { kategori, opd: OPD, nilai: { nama: 'Budi' }, galat: {
    kategori: 'Pilih salah satu dari daftar.', unit: 'OPD ini bukan OPD Anda.', nama: 'Usulan yang sama sudah menunggu.',
    gelarDepan: 'Isian ini terlalu panjang.', gelarBelakang: 'Isian ini terlalu panjang.', jabatan: 'Kosongkan isian ini.',
    lahir: 'Tanggal lahir tidak boleh di masa depan.', kelamin: 'Pilih salah satu dari daftar.',
    surel: 'Tulis satu alamat surel.', dasar: 'Isian ini wajib diisi.', sampai: 'Hari terakhir sudah lewat.',
  } }, 400),
  staff('bkd/tanpa-nip-satu.njk', 'menunggu', {
    judul: 'Budi Contoh', id: 'contoh', status: menunggu, rincian, riwayat, orang_id: null, boleh: ya, kabar: 'Usulan dicatat.',
  }),
  staff('bkd/tanpa-nip-satu.njk', 'milik sendiri', {
    judul: 'Perpanjangan Budi Contoh', id: 'contoh', status: menunggu, rincian, orang_id: 'contoh', punyaSendiri: true,
    boleh: { ...tidak, tolak: true }, riwayat: [{ ...riwayat[0], sampai: '31 Mei 2027', putusan: 'Dikonfirmasi', jenis: 'now' }],
  }),
  staff('bkd/tanpa-nip-orang.njk', 'aktif', {
    judul: 'Budi Contoh', id: 'contoh', status: { teks: 'Aktif', lencana: 'ok' }, rincian, riwayat, boleh: ya,
    kabar: 'Dikonfirmasi. Sampaikan nomornya kepada orang ini.',
  }),
  staff('bkd/tanpa-nip-orang.njk', 'diakhiri', {
    judul: 'Budi Contoh', id: 'contoh', status: { teks: 'Diakhiri', lencana: 'bad' }, rincian, riwayat, boleh: tidak,
  }),
  staff('bkd/tanpa-nip-perpanjang.njk', 'kosong', { nama: 'Budi Contoh', id: 'contoh', rincian, nilai: {}, galat: {} }),
  staff('bkd/tanpa-nip-perpanjang.njk', 'galat', {
    nama: 'Budi Contoh', id: 'contoh', rincian, nilai: { sampai: '2030-01-01' },
    galat: { sampai: 'Paling lama satu tahun dari hari ini.', dasar: 'Isian ini wajib diisi.' },
  }, 400),
]
