import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const peran = [{ nilai: '', teks: 'Pilih peran' }, { nilai: 'csirt', teks: 'anggota tim tanggap insiden siber' }]
const opd = [{ nilai: '', teks: 'Tidak terikat OPD' }, { nilai: 'a', teks: 'Dinas Pendidikan dan Kebudayaan' }]
const role = [{ teks: 'pembantu faktor kedua OPD', kecil: 'Dinas Kesehatan' }, { teks: 'sejak 1 Januari 2026', kecil: 'tanpa akhir' },
  { teks: 'Berlaku', lencana: 'ok' }, { teks: 'Cabut', href: '/admin/peran/x/akhiri' }]
const lists = { pilihanPeran: peran, pilihanOpd: opd, saringan: { peran: '', unit: '' }, halaman: {} }
const orang = {
  judul: 'Peran Andi Contoh', action: '/admin/peran/orang/x', kursi: ['kepala-opd, Dinas Kesehatan'], pilihanPeran: peran, pilihanOpd: opd,
  rincian: [['Nomor', 'NIP ····1001'], ['Langkah kedua', 'Belum ada: diminta saat masuk berikutnya']], bolehUsul: true,
}
const usulan = {
  judul: 'Usulan peran untuk Andi Contoh', action: '/admin/peran/usulan/x', status: { teks: 'Menunggu orang kedua', lencana: 'warn' },
  rincian: [['Nama', 'Andi Contoh'], ['Peran', 'auditor'], ['Alasan', 'Bertugas <b>sebagai</b> auditor.']], bolehJawab: true,
}
const kursi = {
  judul: 'Kepala Bidang Kominfo', action: '/admin/kursi/x', rincian: [['Jabatan', 'Kepala Bidang Aplikasi Informatika']],
  pilihanPengganti: [{ nilai: '', teks: 'Tidak ada pengganti' }, { nilai: 'b', teks: 'Kepala Dinas Komunikasi' }], pengganti: '', bolehUbah: true,
  nilai: {}, galat: {},
}
const calon = [
  { id: 'a-definitif', orang: 'a', nama: 'Andi Contoh', cara: 'definitif', kata: 'definitif', sk: '', selesai: '', mulai: '1 Januari 2026', definitif: true },
  { id: 'b-plt', orang: 'b', nama: 'Budi Contoh', cara: 'plt', kata: 'Plt', sk: 'SK/7', selesai: '2026-12-31', mulai: '1 Desember 2026', definitif: false },
]
const baru = {
  judul: 'Ikat kursi pada jabatan', action: '/admin/kursi/baru?opd=a', opd: 'a', pilihanOpd: opd, pilihanUnit: opd,
  jenis: [{ nilai: 'kepala-opd', teks: 'Kepala OPD' }], posts: ['Kepala Dinas Kesehatan'],
}
const kalender = { judul: '1 hari libur pada 2026', tahun: 2026, sesudah: 2027, bolehUbah: true, nilai: {}, galat: {} }

/** The views of /admin. */
export const adminPages = (staff: Staff): SamplePage[] => [
  staff('admin/peran.njk', 'kosong', { judul: 'Siapa memegang peran apa', ...lists, baris: [], menunggu: [], bolehUsul: false, galat: {} }),
  staff('admin/peran.njk', 'galat', {
    judul: '1 usulan peran menunggu orang kedua', ...lists, halaman: { lama: '?lama=x' }, bolehUsul: true, nilai: '1', galat: { nip: 'Tidak ada orang dengan NIP ini.' },
    menunggu: [[{ teks: 'Andi Contoh', href: '/admin/peran/usulan/x', kecil: 'NIP ····1001' }, { teks: 'auditor', kecil: 'tidak terikat OPD' }, 'Budi Contoh', '28 November 2026 pukul 08.10 WIB']],
    baris: [[{ teks: 'Citra Contoh', href: '/admin/peran/orang/x', kecil: 'NIP ····1002' }, ...role]],
  }, 400),
  staff('admin/peran-orang.njk', 'biasa', { ...orang, baris: [role], nilai: {}, galat: {} }),
  staff('admin/peran-orang.njk', 'galat', {
    ...orang, baris: [], nilai: { peran: 'csirt', unit: 'a', sampai: '2026-11-01', alasan: '' },
    galat: { orang: 'Tidak seorang pun mengusulkan peran untuk dirinya sendiri.', unit: 'Peran ini tidak terikat OPD.', sampai: 'Sudah lewat.', alasan: 'Wajib diisi.' },
  }, 400),
  staff('admin/peran-usulan.njk', 'menunggu', { ...usulan, sendiri: false, galat: {} }),
  staff('admin/peran-usulan.njk', 'sendiri', { ...usulan, sendiri: true, galat: { setuju: 'Anda yang mengusulkannya.', alasan: 'Tulis alasannya.' } }, 400),
  staff('admin/peran-usulan.njk', 'diberikan', { ...usulan, status: { teks: 'Diberikan', lencana: 'ok' }, bolehJawab: false, galat: { setuju: 'Sudah diputus.' }, kabar: 'Disetujui.' }),
  staff('admin/peran-akhiri.njk', 'galat', {
    judul: 'Cabut peran auditor dari Andi Contoh?', action: '/admin/peran/x/akhiri', batal: '/admin/peran', unit: 'Dinas Kesehatan', galat: { alasan: 'Tulis alasannya.' },
  }, 400),
  staff('admin/kursi.njk', 'kosong', { judul: 'Semua kursi terisi', baris: [], calon: 0, bolehIkat: true }),
  staff('admin/kursi.njk', 'penuh', { judul: '1 kursi kosong', calon: 1, bolehIkat: false, kabar: 'Kursi ditutup.', baris: [
    [{ teks: 'Kepala Dinas Kominfo', href: '/admin/kursi/x', kecil: 'Dinas Komunikasi, Informatika, Statistik dan Persandian' }, 'Kepala Dinas Komunikasi',
      { teks: 'Andi Contoh', kecil: 'Plt sampai 31 Desember 2026' }, { teks: 'Terisi', lencana: 'ok' }, { teks: '1 calon', lencana: 'warn' }],
    [{ teks: 'Kepala Seksi Kominfo', href: '/admin/kursi/y', kecil: 'Seksi Layanan' }, 'Kepala Seksi Layanan', '–', { teks: 'Kosong', lencana: 'bad' }, '–'],
  ] }),
  staff('admin/kursi-baru.njk', 'biasa', { ...baru, nilai: {}, galat: {} }),
  staff('admin/kursi-baru.njk', 'galat', {
    ...baru, nilai: { jenis: 'kepala-opd', unit: '', jabatan: '' }, galat: { jenis: 'Pilih.', unit: 'Wajib diisi.', jabatan: 'Wajib diisi.', jabatanUnit: 'Wajib diisi.' },
  }, 400),
  staff('admin/kursi-satu.njk', 'kosong', { ...kursi, bolehUbah: false, status: { teks: 'Kosong', lencana: 'bad' }, pemegang: [], calon, riwayat: [], dapatDiakhiri: [] }),
  staff('admin/kursi-satu.njk', 'galat', {
    ...kursi, status: { teks: 'Terisi', lencana: 'ok' }, calon, kabar: 'Kursi pengganti dicatat.', dapatDiakhiri: [{ nilai: 'x', teks: 'Andi Contoh' }],
    pemegang: [['Andi Contoh', { teks: 'definitif', kecil: 'Kepala Bidang Aplikasi Informatika' }, '821/1']],
    riwayat: [['Andi Contoh', { teks: 'definitif', kecil: 'SK 821/1' }, { teks: 'sejak 1 Januari 2026', kecil: '' }, { teks: 'Memegang', lencana: 'ok' }]],
    nilai: { tindakan: 'konfirmasi', orang: 'b', cara: 'plt', sk: 'SK/8', selesai: '2027-01-01' },
    galat: {
      'calon': 'Bukan calon.', 'sk-b-plt': 'Bukan nomor surat.', 'selesai-b-plt': 'Sesudah hari terakhir.', 'pengganti': 'Pilih.',
      'alasan-akhiri': 'Tulis alasannya.', 'alasan-tutup': 'Tulis alasannya.',
    },
  }, 400),
  staff('admin/unit.njk', 'kosong', { judul: '0 OPD, 0 tanpa kursi kepala', cari: 'x', baris: [], pemilik: [], bolehBkd: false }),
  staff('admin/unit.njk', 'penuh', {
    judul: '43 OPD, 42 tanpa kursi kepala', bolehBkd: true, pemilik: [['profile', 'Badan Kepegawaian Daerah']],
    baris: [[{ teks: 'Dinas Kesehatan', href: '/bkd/unit/x' }, 'Dinas', '–', { teks: 'Kepala Dinas Kesehatan', href: '/admin/kursi/x' }, { teks: 'Belum diikat', lencana: 'warn' }]],
  }),
  staff('admin/kalender.njk', 'kosong', { ...kalender, baris: [], tetap: ['1 Januari 2026 (Tahun Baru Masehi)'] }),
  staff('admin/kalender.njk', 'galat', {
    ...kalender, sebelum: 2025, tetap: [], kabar: 'Hari libur dicatat.', nilai: { tanggal: 'x', nama: '' }, galat: { tanggal: 'Bukan tanggal.', nama: 'Wajib diisi.' },
    baris: [{ tanggal: '2026-01-01', hari: 'Kamis, 1 Januari 2026', nama: 'Tahun Baru Masehi' }],
  }, 400),
]
