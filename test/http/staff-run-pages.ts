import type { SamplePage } from './sample-page.ts'

const RUN = '/bkd/run/00000000-0000-4000-8000-000000000000'
const REMAH = [
  { judul: 'Proses penyelarasan', href: '/bkd/run' }, { judul: 'Uji coba selesai: 1.204 isian akan berubah', href: RUN },
]

const langkah = (at: number, here: string) => [
  'Membaca sumber', 'Memeriksa isi', 'Membandingkan', 'Menimbang', 'Menerapkan',
].map((judul, index) => ({
  judul, isi: 'Apa yang terjadi pada langkah ini, dalam satu kalimat.',
  kelas: index < at ? 'done' : index === at ? here : '', kata: index < at ? 'selesai' : index === at ? 'di sini' : '',
}))

const fakta = [
  ['Sumber', 'Paket ekspor SIASN'], ['Cakupan', 'Semua orang: yang tidak ada di dalamnya dianggap hilang'],
  ['Dimulai', '28 November 2026 pukul 08.10 WIB oleh Ratna Wulandari Contoh'], ['Selesai', 'belum'],
  ['Sidik isi (SHA-256)', '9f86d081884c7d65…'],
]

const hitungan = [
  { label: 'baris dibaca', nilai: '10.000' }, { label: 'orang baru', nilai: '12' }, { label: 'orang berubah', nilai: '401' },
  { label: 'baris dikarantina', nilai: '12', href: `${RUN}/karantina`, jenis: 'warn' },
  { label: 'isian berbeda', nilai: '1.204', href: `${RUN}/selisih` },
]

const FIRST = 'Siti Contoh, 28 November 2026 pukul 08.20 WIB'

const KEADAAN = [{ nilai: '', teks: 'Semua keadaan' }, { nilai: 'menunggu', teks: 'Menunggu izin' }]
const SUMBER = [{ nilai: '', teks: 'Semua sumber' }, { nilai: 'siasn', teks: 'Paket ekspor SIASN' }]

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

/** The pages about runs, in every state that changes what stands on them. */
export function runPages(staff: Staff): SamplePage[] {
  const run = (state: string, data: Record<string, unknown>): SamplePage =>
    staff('bkd/run.njk', state, { alamat: RUN, remah: REMAH.slice(0, 1), fakta, hitungan, ...data })
  return [
    staff('bkd/run-daftar.njk', 'penuh', {
      judul: '1 proses menunggu izin dua orang', keadaan: KEADAAN, sumber: SUMBER, saringan: { sumber: 'siasn' },
      tautan: { awal: '?', lanjut: '?lama=x' },
      baris: [
        [{ teks: '28 November 2026 pukul 08.10 WIB', href: RUN, kecil: 'Ratna Wulandari Contoh' },
          { teks: 'Paket ekspor SIASN', kecil: 'semua orang' }, { teks: 'Menunggu izin', lencana: 'warn' }, '9.700', '401', '12'],
        [{ teks: '28 November 2026 pukul 08.05 WIB', href: RUN, kecil: 'Jadwal' },
          { teks: 'Basis data SIMPEG', kecil: 'semua orang' }, { teks: 'Diterapkan', lencana: 'ok' }, '10.000', '3', '0'],
      ],
    }),
    staff('bkd/run-daftar.njk', 'kosong', {
      judul: 'Proses penyelarasan', keadaan: KEADAAN, sumber: SUMBER, saringan: {}, tautan: {}, baris: [],
    }),
    run('berjalan', {
      judul: 'Proses sedang berjalan', keadaan: { teks: 'Sedang berjalan', lencana: '' }, segarkan: 'jalan',
      kemajuan: { selesai: 4_200, dari: 10_000, kata: '4.200 dari 10.000' }, langkah: langkah(1, 'now'),
    }),
    run('menunggu', {
      judul: 'Proses menunggu izin dua orang', keadaan: { teks: 'Menunggu izin', lencana: 'warn' }, menunggu: true,
      langkah: langkah(3, 'now'), pesan: 'izin-pertama',
    }),
    run('uji', {
      judul: 'Uji coba selesai: 1.204 isian akan berubah', keadaan: { teks: 'Uji coba', lencana: '' }, bisaDiterapkan: true,
      langkah: langkah(3, 'done'),
    }),
    run('ditolak', {
      judul: 'Isi sumber ditolak; tidak ada yang berubah', keadaan: { teks: 'Ditolak', lencana: 'bad' },
      sebab: 'Berkasnya terpotong di tengah baris.', langkah: langkah(1, 'stopped'),
    }),
    staff('bkd/run-selisih.njk', 'penuh', {
      alamat: RUN, remah: REMAH, jumlah: '1.204', saringan: {}, tautan: { lanjut: '?lama=x' },
      isian: [{ nilai: '', teks: 'Semua isian' }, { nilai: 'jabatan', teks: 'Jabatan (311)' }],
      baris: [
        {
          siapa: 'Siti Contoh', hal: 'Pegawai', kolom: 'Jabatan',
          lama: 'Analis Kebijakan Ahli Pertama', baru: 'Analis Kebijakan Ahli Muda',
        },
        { siapa: 'Budi Contoh', hal: 'Pegawai', kolom: 'Keadaan akun', lama: 'aktif', baru: 'ditutup' },
        { siapa: 'Seksi Contoh', hal: 'Unit', kolom: 'Unit induk', lama: '–', baru: 'Bidang Contoh' },
      ],
    }),
    staff('bkd/run-selisih.njk', 'tersaring', {
      alamat: RUN, remah: REMAH, jumlah: '1.204', isian: [], saringan: { isian: 'nip' }, tautan: {}, baris: [],
    }),
    staff('bkd/run-selisih.njk', 'kosong', { alamat: RUN, remah: REMAH, jumlah: '0', diterapkan: true }),
    staff('bkd/run-karantina.njk', 'penuh', {
      alamat: RUN, remah: REMAH, jumlah: '12', tautan: {},
      batang: [
        { label: 'NIP tidak berisi 18 angka.', nilai: 9, lebar: 100, href: `${RUN}/karantina?alasan=nip-length`, jenis: 'warn' },
        { label: 'Unit kerja ini tidak dikenal.', nilai: 3, lebar: 33.3, href: `${RUN}/karantina?alasan=unit-unknown`, jenis: 'warn' },
      ],
      baris: [
        [{ teks: 'Baris 1.204', kecil: 'pegawai.csv' }, 'nip_baru', 'NIP tidak berisi 18 angka.',
          'Perbaiki NIP pada data utama pegawai di SIMPEG, sesuai SK pengangkatannya.'],
        [{ teks: 'Baris 88', kecil: 'pegawai.csv' }, 'unor_id', 'Unit kerja ini tidak dikenal.',
          'Petakan unit itu, atau sertakan unor.csv dalam paket.'],
      ],
    }),
    staff('bkd/run-karantina.njk', 'tersaring', { alamat: RUN, remah: REMAH, jumlah: '12', disaring: true, baris: [], tautan: {} }),
    staff('bkd/run-karantina.njk', 'kosong', { alamat: RUN, remah: REMAH, jumlah: '0' }),
    ...([['pertama', 'boleh', []], ['kedua', 'boleh', [FIRST]], ['sudah', 'sudah-anda', [FIRST]], ['selesai', 'tidak-lagi', [FIRST, FIRST]]] as const)
      .map(([state, boleh, izin]) => staff('bkd/run-izin.njk', state, {
        judul: 'Izinkan 401 orang ditutup atau dibekukan?', alamat: RUN, remah: REMAH, sumber: 'Basis data SIMPEG', boleh, izin,
        sebab: ['401 orang dari 10.000 orang akan ditutup atau dibekukan sekaligus; batasnya 100.'],
        ditanya: '28 November 2026 pukul 08.10 WIB', ringkasan: '401 orang di 2 OPD.', pesan: state === 'sudah' ? 'tidak-lagi' : '',
        batang: [
          { label: 'Dinas Pendidikan dan Kebudayaan (dari 4.210 orang)', nilai: 380, lebar: 100, jenis: 'bad' },
          { label: 'Dinas Kesehatan (dari 1.050 orang)', nilai: 21, lebar: 5.5, jenis: 'bad' },
        ],
      })),
    ...[true, false].map((bisa) => staff('bkd/run-terapkan.njk', bisa ? 'bisa' : 'tidak', {
      alamat: RUN, remah: REMAH, bisa, isian: '1.204', baru: '12', berubah: '401', berakhir: '3', karantina: '12', penuh: true,
    })),
    staff('bkd/run-batal.njk', 'biasa', { alamat: RUN, remah: REMAH }),
    staff('bkd/unggah.njk', 'kosong', { judul: 'Unggah paket ekspor', remah: REMAH.slice(0, 1), galat: {}, most: 32 }),
    staff('bkd/unggah.njk', 'salah', {
      judul: 'Unggah paket ekspor', remah: REMAH.slice(0, 1), gagal: true, most: 32, penuh: true,
      galat: { pegawai: 'Baris judulnya tidak dikenal: kolom wajib tidak ada.' },
    }, 400),
  ]
}
