import { barsOf } from '../../src/doors/kerja.rules.ts'
import { staff } from './staff-pages.ts'
import type { SamplePage } from './sample-page.ts'

/** The views of mapping, units, reviews and data quality. */

const CRUMBS = [{ judul: 'Pemetaan', href: '/bkd/pemetaan' }]
const CHOICES = [{ id: 'a', teks: 'Bidang Angkutan, Dinas Perhubungan', sebab: 'nama mirip, 82 %' }]
const WAITING = {
  judul: 'Bid. Angkutan Contoh', sumber: 'Basis data SIMPEG', jumlah: 2, sejak: '22 November 2026', remah: CRUMBS, cari: '',
  kunci: { sumber: 'simpeg', id: '400203000000000' }, alamat: '/bkd/pemetaan/unit?sumber=simpeg&id=400203000000000',
  orang: [['Siti Contoh', '····1001'], [{ teks: 'Belum ada di sini', kecil: 'P22' }, '–']], lebih: 3,
}
const FORM = {
  judul: 'Ubah Dinas Contoh', remah: CRUMBS, action: '/bkd/unit/a/ubah', jenis: [{ nilai: 'gabung', teks: 'Ditutup' }],
  penerus: [{ nilai: '', teks: 'Pilih unit' }], tujuan: [{ nilai: '', teks: 'Unit penerus utama' }],
  bagian: [{ id: 'bagian-a', nama: 'Bidang Contoh' }],
}

const EVENT_CRUMBS = [{ judul: 'Peristiwa kiriman', href: '/bkd/peristiwa' }]
const EVENT_FACTS = [['Sumber', 'Basis data SIMPEG'], ['Kode kedudukan hukum', '04']]

export const unitSamplePages: SamplePage[] = [
  staff('bkd/pemetaan.njk', 'kosong', { judul: 'Semua unit dikenal', baris: [], pasti: 0, tautan: {} }),
  staff('bkd/pemetaan.njk', 'penuh', {
    judul: 'Unit yang belum dikenal', pasti: 3, tautan: { lanjut: '?lama=x' }, pesan: 'dipetakan',
    baris: [[{ teks: 'Bid. Angkutan', href: '/bkd/pemetaan/unit', kecil: '400203000000000' }, 'Basis data SIMPEG', '12',
      '22 November 2026', { teks: 'Bidang Angkutan, Dinas Perhubungan', kecil: 'nama mirip' }]],
  }),
  staff('bkd/pemetaan-unit.njk', 'memilih', { ...WAITING, pilihan: CHOICES }),
  staff('bkd/pemetaan-unit.njk', 'tanpa saran', { ...WAITING, pilihan: [], orang: [], lebih: 0 }),
  staff('bkd/pemetaan-unit.njk', 'terpilih', { ...WAITING, pilihan: CHOICES, terpilih: { id: 'a', nama: 'Bidang Angkutan', opd: 'Dinas Perhubungan' } }),
  staff('bkd/pemetaan-pasti.njk', 'kosong', { judul: '0 saran pasti', orang: '0', baris: [], pasangan: [], remah: CRUMBS }),
  staff('bkd/pemetaan-pasti.njk', 'penuh', {
    judul: '1 saran pasti', orang: '12', pasangan: ['simpeg a b'], remah: CRUMBS,
    baris: [[{ teks: 'DINAS PERHUBUNGAN', kecil: 'Basis data SIMPEG' }, '12', { teks: 'Dinas Perhubungan', kecil: 'nama sama' }]],
  }),
  staff('bkd/pemetaan-riwayat.njk', 'kosong', { baris: [], tautan: {}, remah: CRUMBS }),
  staff('bkd/pemetaan-riwayat.njk', 'penuh', {
    remah: CRUMBS, tautan: {}, pesan: 'dibatalkan',
    baris: [['22 November 2026 pukul 12.00 WIB', { teks: 'Bid. Angkutan', kecil: 'unit' }, 'Bidang Angkutan', 'Ratna Contoh',
      { teks: 'Berlaku: batalkan', href: '/bkd/pemetaan/riwayat/a' }]],
  }),
  ...[{ jenis: 'unit', batal: false }, { jenis: 'jabatan', batal: false }, { jenis: 'unit', batal: true }].map((one, index) =>
    staff('bkd/pemetaan-batal.njk', `keadaan-${index}`, {
      remah: CRUMBS, nama: 'Bid. Angkutan', sasaran: 'Bidang Angkutan', action: '/bkd/pemetaan/riwayat/a', ...one,
    })),
  staff('bkd/pemetaan-jabatan.njk', 'kosong', { judul: 'Semua jabatan dipetakan', baris: [], pasangan: [], pokok: 'Paket ekspor SIASN' }),
  staff('bkd/pemetaan-jabatan.njk', 'penuh', {
    judul: '101 jabatan berdiri sendiri', pasangan: ['a b'], pokok: 'Paket ekspor SIASN', terpotong: true, remah: CRUMBS,
    baris: [[{ teks: 'Arsiparis', href: '/bkd/pemetaan/jabatan/a', kecil: 'fungsional' }, 'Basis data SIMPEG', '4', 'Arsiparis']],
  }),
  ...[{}, { terpilih: { id: 'b', nama: 'Arsiparis', orang: '7' } }].map((one, index) =>
    staff('bkd/pemetaan-jabatan-satu.njk', `keadaan-${index}`, {
      judul: 'ARSIPARIS', sumber: 'Basis data SIMPEG', jenis: 'fungsional', orang: '4', pilihan: CHOICES, cari: 'arsip',
      action: '/bkd/pemetaan/jabatan/a', remah: CRUMBS, ...one,
    })),
  staff('bkd/unit.njk', 'kosong', { baris: [], perubahan: [], cari: 'zz' }),
  staff('bkd/unit.njk', 'penuh', {
    pesan: 'diumumkan', lebih: true,
    baris: [[{ teks: 'Dinas Contoh', href: '/bkd/unit/a' }, 'Dinas', 'belum ada', 'Ada']],
    perubahan: [['1 Januari 2027', { teks: 'Dinas Contoh', kecil: 'Ditutup' }, 'Dinas Lain', 'Perda 1/2026', { teks: 'Diumumkan: batalkan', href: '/bkd/unit/perubahan/a' }]],
  }),
  ...[{ tutup: null }, { tutup: '1 Januari 2027', penerus: 'Dinas Lain', kodeUnit: '400100000000000' }].map((one, index) =>
    staff('bkd/unit-satu.njk', `keadaan-${index}`, {
      judul: 'Dinas Contoh', jenis: 'Dinas', induk: [{ href: '/bkd/unit/p', teks: 'Pemerintah Provinsi Banten' }], alamat: '/bkd/unit/a',
      bagian: [[{ teks: 'Bidang Contoh', href: '/bkd/unit/b' }, 'Bidang', 'belum ada', 'Ada']],
      riwayat: [['Nama', 'Dinas Contoh', '1 Januari 2017', 'sekarang']], ...one,
    })),
  staff('bkd/unit-ubah.njk', 'kosong', { ...FORM, isian: {}, galat: {} }),
  staff('bkd/unit-ubah.njk', 'salah', {
    ...FORM, gagal: true, isian: { dasar: 'x' }, galat: { berlaku: 'Tulis tanggal yang ada di kalender.', penerus: 'Isian ini harus diisi.' },
  }, 400),
  staff('bkd/unit-pratinjau.njk', 'gabung', {
    judul: 'Periksa perubahan Dinas Contoh', jenis: 'Ditutup', hari: '1 Januari 2027', dasar: 'Perda 1/2026', penerus: 'Dinas Lain',
    bagian: [['Bidang Contoh', 'Dinas Ketiga']], hitungan: [['Orang di unit ini', '12']], isian: [['jenis', 'gabung']],
    action: '/bkd/unit/a/ubah', kembali: '/bkd/unit/a/ubah', remah: CRUMBS,
  }),
  staff('bkd/unit-pratinjau.njk', 'nama', {
    judul: 'Periksa perubahan Dinas Contoh', jenis: 'Berganti nama', hari: '1 Januari 2027', dasar: 'Perda 1/2026', nama: 'Dinas Baru',
    bagian: [], isian: [['jenis', 'nama']], action: '/bkd/unit/a/ubah', kembali: '/bkd/unit/a/ubah', remah: CRUMBS,
  }),
  ...[{ bisa: true }, { bisa: false }].map((one, index) => staff('bkd/unit-batal.njk', `keadaan-${index}`, {
    judul: 'Batalkan perubahan Dinas Contoh', jenis: 'Ditutup', hari: '1 Januari 2027', dasar: 'Perda 1/2026', action: '/bkd/unit/perubahan/a', ...one,
  })),
  ...[{ keadaan: '', jenis: '' }, { keadaan: 'ditahan', jenis: '' }].map((saringan, index) =>
    staff('bkd/peristiwa.njk', `kosong-${index}`, { baris: [], halaman: {}, saringan, keadaan: [], jenis: [] })),
  staff('bkd/peristiwa.njk', 'penuh', {
    baris: [[{ teks: 'Kedudukan hukum', href: '/bkd/peristiwa/a', kecil: 'Basis data SIMPEG' }, { teks: 'Belum dikenal', kecil: 'NIP ····1001' },
      { teks: '1 November 2026', kecil: 'diterima 3 jam yang lalu' }, { teks: 'Bertentangan', lencana: 'bad', kecil: 'ID dan NIP menunjuk dua orang' }]],
    halaman: { lama: '?lama=x' }, saringan: { keadaan: '', jenis: 'kedudukan' },
    keadaan: [{ nilai: 'tertunda', teks: 'Tertunda' }], jenis: [{ nilai: 'kedudukan', teks: 'Kedudukan hukum' }],
  }),
  ...[
    { status: { teks: 'Tertunda', lencana: 'warn' }, mengapa: { sebab: 'Unitnya belum dipetakan.', tindakan: 'Petakan unitnya.' }, calon: [], jawaban: ['abaikan'],
      petakan: '/bkd/pemetaan/unit?sumber=simpeg&id=U9', orangHref: '/bkd/pegawai/a' },
    { status: { teks: 'Bertentangan', lencana: 'bad' }, mengapa: { sebab: 'ID-nya milik seorang, NIP-nya milik orang lain.', tindakan: 'Periksa di SIMPEG.' },
      calon: [['Siti Contoh (NIP ····1001)', 'ID-nya pada sumber ini', { teks: 'Dapat diterapkan', lencana: 'ok' }]], jawaban: ['terapkan', 'abaikan'] },
    { status: { teks: 'Diabaikan', lencana: '' }, calon: [], jawaban: [], kabar: 'Putusan dicatat.',
      putusan: { teks: 'Diabaikan', oleh: 'Ratna Contoh', kapan: '22 November 2026 pukul 09.00 WIB', alasan: 'Salah kirim.' } },
  ].map((one, index) => staff('bkd/peristiwa-satu.njk', `keadaan-${index}`, {
    judul: 'Peristiwa: Kedudukan hukum', id: 'a', diterima: '22 November 2026 pukul 09.00 WIB, 3 jam yang lalu', rincian: EVENT_FACTS,
    remah: EVENT_CRUMBS, ...one,
  })),
  ...[{ galat: {} }, { galat: { orang: 'Pilih orang.', alasan: 'Tulis alasannya.' }, pilihan: [{ nilai: '', teks: 'Pilih orangnya' }] }].map((one, index) =>
    staff('bkd/peristiwa-putusan.njk', `keadaan-${index}`, {
      judul: 'Abaikan peristiwa', akibat: 'Tidak dihitung lagi.', tombol: 'Abaikan', bahaya: true, action: '/bkd/peristiwa/a/abaikan',
      batal: '/bkd/peristiwa/a', rincian: EVENT_FACTS, remah: EVENT_CRUMBS, ...one,
    }, index === 0 ? 200 : 400)),
  staff('bkd/tinjauan.njk', 'kosong', { judul: 'Tidak ada yang perlu ditinjau', baris: [] }),
  staff('bkd/tinjauan.njk', 'penuh', {
    judul: '1 tinjauan menunggu Anda',
    baris: [[{ teks: 'Dinas Contoh menjadi Dinas Lain', href: '/bkd/tinjauan/a' }, '1 Januari 2027', '13', { teks: 'Menunggu', lencana: 'warn' }]],
  }),
  ...[
    { baris: [['Pegawai', 'Siti Contoh', '', 'Dinas Lain']], batang: barsOf([{ label: 'Pegawai', nilai: 12 }, { label: 'Aplikasi', nilai: 1 }]) },
    { baris: [], batang: [], selesai: { kapan: '2 Januari 2027 pukul 09.00 WIB', oleh: 'Ratna Contoh', catatan: 'Sudah dibagi lagi.' } },
  ].map((one, index) => staff('bkd/tinjauan-satu.njk', `keadaan-${index}`, {
    judul: 'Dinas Contoh menjadi Dinas Lain', dasar: 'Perda 1/2026', hari: '1 Januari 2027', action: '/bkd/tinjauan/a', tautan: {},
    remah: [{ judul: 'Tinjauan', href: '/bkd/tinjauan' }], ...one,
  })),
  staff('bkd/mutu.njk', 'belum', { judul: 'Tidak ada temuan mutu data', jenis: [], opd: [], ada: false }),
  staff('bkd/mutu.njk', 'kosong', { judul: 'Tidak ada temuan mutu data', diperiksa: '22 November 2026 pukul 12.00 WIB', jenis: [], opd: [], ada: false }),
  staff('bkd/mutu.njk', 'penuh', {
    judul: '42 temuan mutu data', diperiksa: '22 November 2026 pukul 12.00 WIB', ada: true,
    jenis: barsOf([{ label: 'Tanpa alamat e-mail', nilai: 40, href: '/bkd/mutu/daftar?jenis=tanpa-email' }, { label: 'Plt lebih dari 6 bulan', nilai: 2 }]),
    opd: barsOf([{ label: 'Dinas Contoh', nilai: 42, href: '/bkd/mutu/daftar?opd=a' }]),
  }),
  ...[
    { baris: [] }, { baris: [[{ teks: 'Siti Contoh', kecil: '····1001' }, { teks: 'Bidang Contoh', kecil: 'Dinas Contoh' }, 'Tanpa alamat e-mail', '22 November 2026']], perbaikan: 'Isi e-mail kedinasan.' },
  ].map((one, index) => staff('bkd/mutu-daftar.njk', `keadaan-${index}`, {
    judul: 'Temuan mutu data', remah: [{ judul: 'Mutu data', href: '/bkd/mutu' }], saringan: { opd: '', jenis: '' }, tautan: {},
    opd: [{ nilai: '', teks: 'Semua OPD' }], jenis: [{ nilai: '', teks: 'Semua temuan' }], unduh: '/bkd/mutu/daftar?unduh=csv', ...one,
  })),
]
