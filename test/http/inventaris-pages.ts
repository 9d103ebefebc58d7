import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const temuan = [
  { label: 'Belum diklaim OPD-nya', nilai: 97, lebar: 100, href: '/inventaris?temuan=belum-diklaim' },
  { label: 'Belum punya nomor PSE', nilai: 40, lebar: 41.2, href: '/inventaris?temuan=tanpa-pse' },
]
const bulan = [{ label: 'Oktober 2026', nilai: 4, lebar: 44.4 }, { label: 'November 2026', nilai: 9, lebar: 100 }]
const choices = {
  opd: [{ nilai: 'a', teks: 'Badan Kepegawaian Daerah' }], keadaan: [{ nilai: 'aktif', teks: 'aktif' }],
  jenisTemuan: [{ nilai: 'tanpa-pse', teks: 'Belum punya nomor PSE' }],
}

/** The views of the register of applications. */
export const inventarisPages = (staff: Staff): SamplePage[] => [
  staff('inventaris/daftar.njk', 'kosong', {
    judul: '0 dari 0 aplikasi terhubung', ...choices, temuan: [], bulan: [], saringan: { temuan: 'tanpa-pse' }, baris: [], jumlah: 0, tautan: {},
  }),
  staff('inventaris/daftar.njk', 'penuh', {
    judul: '9 dari 99 aplikasi terhubung', ...choices, temuan, bulan, saringan: { terhubung: false }, jumlah: 51, unduh: 'terhubung=tidak',
    baris: [
      [{ teks: 'Sistem kinerja pegawai', kecil: 'skp.bantenprov.go.id' }, { teks: 'Badan Kepegawaian Daerah', kecil: 'PSE belum ada' },
        { teks: 'aktif, belum terhubung', lencana: 'warn', kecil: 'masuk terakhir 3 Agustus 2026' }, 'Belum diklaim OPD-nya; Belum punya nomor PSE'],
      [{ teks: 'Aplikasi <b>contoh</b>', kecil: 'tanpa alamat' }, { teks: 'Dinas Contoh', kecil: 'PSE dikecualikan' }, { teks: 'tanpa klien', lencana: 'warn' }, '–'],
    ],
    tautan: { lanjut: '?lama=abc' },
  }),
  staff('inventaris/ringkasan.njk', 'kosong', {
    judul: 'Aplikasi terhubung per 28 November 2026', terdaftar: 0, terhubung: 0, tanpaKlien: 0, berjalan: 0, langkah: [], temuan: [], bulan: [],
  }),
  staff('inventaris/ringkasan.njk', 'penuh', {
    judul: 'Aplikasi terhubung per 28 November 2026', terdaftar: 99, terhubung: 9, tanpaKlien: 1, berjalan: 7, temuan, bulan,
    langkah: [[{ teks: 'Disposisi Kepala Dinas', kecil: 'batas 1 hari kerja' }, { teks: '3', kecil: '1 lewat batas' }, '12', '83 %', '0,7 hari kerja']],
  }),
]
