import type { SamplePage } from './sample-page.ts'
import { bantuanPages } from './bantuan-pages.ts'
import { adminPages } from './admin-pages.ts'
import { inventarisPages } from './inventaris-pages.ts'
import { disposisiPages } from './disposisi-pages.ts'
import { keamananPages } from './keamanan-pages.ts'
import { cobaPages } from './coba-pages.ts'
import { gerbangPages } from './gerbang-pages.ts'
import { klienPages } from './klien-pages.ts'
import { permohonanPages } from './permohonan-pages.ts'
import { runPages } from './staff-run-pages.ts'

const MENU = [
  { judul: 'Data kepegawaian', butir: [
    { judul: 'Ikhtisar', href: '/bkd', kini: 'page' },
    { judul: 'Proses penyelarasan', href: '/bkd/run' },
  ] },
]

/** A page on layouts/kerja.njk, with what doors/kerja.ts gives to every one. */
export const staff = (view: string, state: string, data: Record<string, unknown>, status?: number): SamplePage => ({
  view, state, bahasa: 'id', ...(status && { status }),
  data: { orang: { nama: 'Ratna Wulandari Contoh, S.Kom., M.Si.' }, menu: MENU, ...data },
})

/** A row of the calendar's list. */
const COMING_END = [
  { teks: 'Andi Contoh', kecil: 'NIP ····1001' }, 'Dinas Pendidikan dan Kebudayaan',
  { teks: '1 Januari 2027', kecil: 'besok' }, 'Akhir kontrak', { teks: 'Ditahan', lencana: 'warn' },
]

/** Every view of the staff doors in every state that changes what stands on it. */
export const staffSamplePages: SamplePage[] = [
  { view: 'peran.njk', state: 'biasa', bahasa: 'id', status: 403, data: {
    peran: ['pengelola data kepegawaian (BKD)', 'admin OPD'], minta: ['administrator Banten Satu Login'],
  } },
  staff('bkd/ikhtisar.njk', 'mutakhir', {
    judul: 'Data kepegawaian mutakhir',
    hitungan: {
      menunggu: { nilai: '0', jenis: 'ok' }, karantina: { nilai: '12', jenis: 'warn' }, berakhir: { nilai: '41', jenis: '' },
    },
    sumber: [
      ['Basis data SIMPEG', { teks: '28 November 2026 pukul 08.10 WIB', kecil: '4 menit yang lalu' }, '10.000',
        { teks: 'Mutakhir', lencana: 'ok' }],
      ['API SIMPEG', 'belum pernah diterapkan', '0', {
        teks: 'Tidak dapat dibaca', lencana: 'bad', kecil: 'Sejak 28 November 2026 pukul 07.00 WIB: tidak menjawab pada waktunya',
      }],
    ],
  }),
  staff('bkd/ikhtisar.njk', 'kosong', {
    judul: 'Belum ada data kepegawaian', sumber: [],
    hitungan: {
      menunggu: { nilai: '0', jenis: 'ok' }, karantina: { nilai: '0', jenis: 'ok' }, berakhir: { nilai: '0', jenis: '' },
    },
  }),
  staff('bkd/koreksi.njk', 'kosong', { judul: 'Tidak ada laporan data salah', baris: [], tautan: {} }),
  staff('bkd/koreksi.njk', 'penuh', {
    judul: 'Laporan data salah yang menunggu jawaban', tautan: { lama: '?lama=x' },
    baris: [[{ teks: 'Andi Contoh', href: '/bkd/koreksi/x', kecil: 'NIP ····1001' }, 'Jabatan', 'Sudah pindah sejak Mei.',
      '28 November 2026 pukul 08.10 WIB']],
  }),
  staff('bkd/koreksi-satu.njk', 'galat', {
    judul: 'Laporan Andi Contoh', nomor: 'NIP ····1001', orang: '/bkd/pegawai/x', bidang: 'Jabatan',
    uraian: 'Sudah pindah sejak Mei.', jawaban: null, sejak: '28 November 2026 pukul 08.10 WIB', nilai: 'x',
    galat: 'Tuliskan apa yang sudah atau tidak dapat diperbaiki, dan mengapa.', gagal: true, action: '/bkd/koreksi/x',
  }, 400),
  staff('bkd/koreksi-satu.njk', 'dijawab', {
    judul: 'Laporan Andi Contoh', nomor: 'NIP ····1001', orang: '/bkd/pegawai/x', bidang: 'Jabatan', said: 'Jawaban dikirim.',
    uraian: 'Sudah pindah sejak Mei.', jawaban: 'Sudah diperbaiki.', sejak: '28 November 2026 pukul 08.10 WIB', action: '/x',
  }),
  staff('bkd/kalender.njk', 'kosong', {
    judul: 'Tidak ada yang berakhir dalam 30 hari', hitungan: { orang: '0', ditahan: '0', menunggu: { nilai: '0', jenis: 'ok' } },
    hari: [], opd: [], daftarOpd: [], baris: [], tautan: {},
  }),
  staff('bkd/kalender.njk', 'penuh', {
    judul: '1 hari menunggu persetujuan',
    hitungan: { orang: '3.042', ditahan: '3.000', menunggu: { nilai: '1', jenis: 'bad' } },
    hari: [
      { label: '1 Januari 2027 (besok)', nilai: 3000, lebar: 100, href: '/bkd/kalender/2027-01-01', jenis: 'bad' },
      { label: '2 Januari 2027 (2 hari lagi)', nilai: 42, lebar: 1.4, href: '/bkd/kalender/2027-01-02' },
    ],
    opd: [{ label: 'Dinas Pendidikan dan Kebudayaan', nilai: 3042, lebar: 100, href: '/bkd/kalender?opd=contoh' }],
    daftarOpd: [{ nilai: 'contoh', teks: 'Dinas Pendidikan dan Kebudayaan' }], opdDipilih: '', csv: '/bkd/kalender/csv',
    baris: [COMING_END], tautan: { lama: '?lama=x' },
  }),
  ...[
    { tanya: { digest: 'a', jumlah: '3.000', olehSaya: false } },
    { tanya: { digest: 'a', jumlah: '3.000', olehSaya: true }, pertama: 'Siti Contoh, 30 Desember 2026 pukul 09.00 WIB',
      said: 'Persetujuan pertama dicatat.' },
    { sudah: 'Siti Contoh (30 Desember 2026 pukul 09.00 WIB) dan Budi Contoh (30 Desember 2026 pukul 10.00 WIB)', baris: [] },
  ].map((one, index) => staff('bkd/kalender-hari.njk', `keadaan-${index}`, {
    judul: '3.000 orang menunggu berakhir pada 1 Januari 2027', remah: [{ judul: 'Akhir masa kerja', href: '/bkd/kalender' }],
    kapan: 'besok', sebab: ['Dari seluruh provinsi: 3.000 dari 10.000 orang, batasnya 100'], action: '/bkd/kalender/2027-01-01',
    baris: [COMING_END], tautan: {}, ...one,
  })),
  staff('bkd/kontak.njk', 'kosong', { judul: 'Tidak ada kontak yang menunggu', baris: [], tautan: {} }),
  staff('bkd/kontak.njk', 'penuh', {
    judul: 'Kontak yang menunggu persetujuan', tautan: { lama: '?lama=x' },
    baris: [[
      { teks: 'Siti Contoh', href: '/bkd/kontak/contoh' }, 'alamat surel',
      { teks: 's***@contoh.test menjadi b***@contoh.test', kecil: 'Basis data SIMPEG' },
      '28 November 2026 pukul 08.10 WIB', { teks: 'Satu izin', lencana: 'warn', kecil: 'dari BKD' },
    ]],
  }),
  ...[{ sendiri: true }, { pertama: true }, { pertama: true, olehSaya: true, said: 'Izin pertama dicatat.' }, { putusan: 'ditolak' }]
    .map((one, index) => staff('bkd/kontak-satu.njk', `keadaan-${index}`, {
      judul: 'Perubahan alamat surel Siti Contoh', remah: [{ judul: 'Kontak yang menunggu', href: '/bkd/kontak' }],
      apa: 'alamat surel', nama: 'Siti Contoh', sumber: 'Basis data SIMPEG', lama: 's***@contoh.test', baru: 'b***@contoh.test',
      sejak: '28 November 2026 pukul 08.10 WIB', batas: '5 Desember 2026 pukul 08.10 WIB', bersurat: index > 0,
      action: '/bkd/kontak/contoh', ...one,
    })),
  staff('bkd/kontak.njk', 'dicatat', {
    judul: 'Kontak yang menunggu persetujuan', baris: [], tautan: {},
    catatan: [[{ teks: 'Siti Contoh', href: '/bkd/kontak/catatan/contoh' }, 'nomor telepon', { teks: '***567', kecil: 'dicatat Budi Contoh' },
      '28 November 2026 pukul 08.10 WIB']],
  }),
  ...[{}, { gagal: true, galat: { nilai: 'Tulis alamat surel yang lengkap.' }, nilai: { kolom: 'email', nilai: 'siti', alasan: 'Datang.' } }]
    .map((one, index) => staff('bkd/kontak-catat.njk', `keadaan-${index}`, {
      judul: 'Catat kontak Siti Contoh', nama: 'Siti Contoh', surel: 'tidak ada', nomor: '***890, belum dipakai', nilai: {}, galat: {},
      action: '/bkd/pegawai/contoh/kontak', batal: '/bkd/pegawai/contoh', remah: [{ judul: 'Cari pegawai', href: '/bkd/pegawai' }], ...one,
    }, index === 0 ? 200 : 400)),
  ...[{ bolehSetuju: true, bolehTolak: true }, { bolehTolak: true, olehSaya: true, said: 'Dicatat.' }, { bolehTolak: true },
    { putusan: 'disetujui', berlaku: '28 November 2026 pukul 09.10 WIB', bolehTolak: true }, { putusan: 'ditolak' }]
    .map((one, index) => staff('bkd/kontak-catatan.njk', `keadaan-${index}`, {
      judul: 'Nomor telepon baru Siti Contoh', remah: [{ judul: 'Kontak yang menunggu', href: '/bkd/kontak' }],
      apa: 'nomor telepon', nama: 'Siti Contoh', lama: '***890', baru: '+6280001234567', alasan: 'Datang sendiri.',
      pencatat: 'Budi Contoh', saat: '28 November 2026 pukul 08.10 WIB', action: '/bkd/kontak/catatan/contoh', ...one,
    })),
  staff('bkd/pegawai.njk', 'kosong', { judul: 'Cari pegawai' }),
  staff('bkd/pegawai.njk', 'salah', {
    judul: 'Cari pegawai', cari: 'x', galat: 'Ketik NIP, atau paling sedikit 3 huruf dari nama.', gagal: true,
  }, 400),
  staff('bkd/pegawai.njk', 'nihil', { judul: 'Tidak ada yang cocok', cari: 'tidak ada', baris: [] }),
  staff('bkd/pegawai.njk', 'penuh', {
    judul: '1 orang ditemukan', cari: 'contoh', lebih: true,
    baris: [[{ teks: 'Siti Contoh, S.Kom.', href: '/bkd/pegawai/contoh' }, '····1001', 'Arsiparis Ahli Muda', 'Bidang Contoh']],
  }),
  ...[
    { riwayat: [], perubahan: [], tindakan: [], kabar: [], tanda: [], penugasan: [] },
    {
      tanda: [{ teks: 'Ditahan', lencana: 'warn' }], penugasan: ['Plt. Kepala Bidang Contoh, Dinas Contoh, sampai 31 Januari 2027'],
      riwayat: [['1 Februari 2020 – sekarang', 'Jabatan', { teks: 'Arsiparis Ahli Muda, Bidang Contoh', kecil: 'eselon III.a' },
        { teks: 'Paket ekspor SIASN', kecil: 'dicatat 22 November 2026 pukul 12.00 WIB' }]],
      perubahan: [[{ teks: 'Golongan', kecil: 'Paket ekspor SIASN, 22 November 2026 pukul 12.00 WIB' }, 'III/c', 'III/d']],
      tindakan: [['22 November 2026 pukul 12.00 WIB', { teks: 'Akun dibekukan, semua sesi diakhiri', kecil: 'ponsel hilang' }, 'operator']],
      kabar: [
        [{ teks: 'SKP 0,8 detik', kecil: 'akun dibekukan' }, { teks: 'Tahu', lencana: 'ok' },
          '1. 22 November 2026 pukul 12.00 WIB: diterima (0,7 detik).'],
        [{ teks: 'LPSE menyerah setelah 12 jam', kecil: 'akun dibekukan' }, { teks: 'Menyerah', lencana: 'bad' },
          '1. 22 November 2026 pukul 12.00 WIB: menjawab 503 (0,1 detik).'],
      ],
    },
  ].map((one, index) => staff('bkd/pegawai-satu.njk', index === 0 ? 'kosong' : 'penuh', {
    judul: 'Siti Contoh, S.Kom.', remah: [{ judul: 'Cari pegawai', href: '/bkd/pegawai' }], keadaan: { teks: 'Aktif', lencana: 'ok' },
    nomor: '····1001', kedudukan: 'Aktif', jabatan: 'Arsiparis Ahli Muda', unit: 'Bidang Contoh · Dinas Contoh',
    sesi: 'masuk di 2 peramban', dataPer: '22 November 2026 pukul 12.00 WIB', ...one,
  })),
  ...runPages(staff),
  ...bantuanPages(staff),
  ...keamananPages(staff),
  ...disposisiPages(staff),
  ...adminPages(staff),
  ...inventarisPages(staff),
  ...cobaPages(staff),
  ...klienPages(staff),
  ...permohonanPages(staff),
  ...gerbangPages(staff),
]
