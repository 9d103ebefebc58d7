import { qrSymbol } from '../../src/kernel/lib/qr.ts'
import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const AT = '28 November 2026 pukul 08.10 WIB'
const remah = [{ judul: 'Permohonan', href: '/disposisi' }, { judul: '0001/SSO/XI/2026', href: '/disposisi/x' }]
const FAKTA = [['Nomor permohonan', '0001/SSO/XI/2026'], ['OPD', 'Dinas Pendidikan dan Kebudayaan'], ['Di meja', 'Disposisi Kepala Dinas: Siti Contoh']]

const berkas = {
  judul: 'Kinerja Guru', remah: remah.slice(0, 1), keadaan: { teks: 'Berjalan', lencana: '' }, fakta: FAKTA,
  meja: [], peringatan: [], berubah: [], resmi: FAKTA, teknis: [['Alamat kembali (redirect URI)', 'https://a.bantenprov.go.id/cb\nhttps://a.bantenprov.go.id/cb2']],
  elemen: { baris: [], pemilik: [] }, lampiran: [], perjalanan: [], cetak: [{ judul: 'Lembar disposisi', href: '/permohonan/x/cetak/disposisi' }],
}

const OPSI = [
  { nilai: 'setuju', label: 'Setuju: dapat diintegrasikan', dipilih: false }, { nilai: 'kembalikan', label: 'Kembalikan ke OPD untuk diperbaiki', dipilih: true },
]
const putuskan = {
  judul: 'Analisis oleh Kepala Seksi', remah, fakta: FAKTA, menunggu: [], opsi: OPSI, berkas: 'ab', action: '/x', kembali: '/disposisi/x', nilai: {},
  galat: {}, perlu: { pse: null, laporan: false, surat: false, anggaran: false, lampiran: false },
}
const csirt = { judul: 'Pemeriksaan CSIRT', remah, alamat: '/disposisi/x/csirt', temuan: [], terbuka: [], bobot: [{ nilai: 'tinggi', teks: 'Tinggi' }] }
const delegasi = { judul: 'Delegasi kursi Anda', kursi: [{ nilai: 'x', teks: 'Kepala Bidang Aplikasi Informatika' }], nilai: {}, galat: {}, mostDays: 31, baris: [], akhiri: [] }
const periksa = {
  alamat: 'https://login.test/verifikasi/ABCD-EFGH', kata: 'ABCD-EFGH', qr: qrSymbol('https://login.test/verifikasi/ABCD-EFGH'), sidik: '01234567 89abcdef',
  dibuat: AT,
}

/** The views of the desks, and of what is printed there. */
export const disposisiPages = (staff: Staff): SamplePage[] => [
  staff('disposisi/kotak.njk', 'kosong', { judul: 'Tidak ada permohonan yang menunggu Anda', menunggu: [], diputus: [], tautan: {} }),
  staff('disposisi/kotak.njk', 'penuh', {
    judul: '1 permohonan menunggu Anda', tautan: { lama: '?lama=x' },
    menunggu: [[{ teks: 'Kinerja Guru', href: '/disposisi/x', kecil: '0001/SSO/XI/2026, aplikasi baru' }, 'Dinas Pendidikan dan Kebudayaan',
      { teks: 'Disposisi Kepala Dinas', kecil: `sejak ${AT}` }, { teks: 'Lewat waktu', lencana: 'bad', kecil: 'lewat 1,5 hari kerja dari 1' }]],
    diputus: [[{ teks: 'SIAP', href: '/disposisi/y', kecil: '0002/SSO/XI/2026' }, { teks: 'Diterima', lencana: 'ok', kecil: AT }, 'Kepala Dinas',
      { teks: 'Selesai', lencana: 'ok' }]],
  }),
  staff('disposisi/berkas.njk', 'kosong', berkas),
  staff('disposisi/berkas.njk', 'penuh', { ...berkas, kabar: { teks: 'Berkas berubah sejak Anda membacanya.', jenis: 'warn' },
    meja: [{ judul: 'Analisis', href: '/disposisi/x/putuskan/y?berkas=ab', menunggu: ['Persetujuan pemilik data'] },
      { judul: 'Penganggaran', href: '/x', sebab: 'Anda pemohon aplikasi ini.', menunggu: [] }],
    peringatan: ['Nama ini mirip dengan bapenda.bantenprov.go.id.'], berubah: ['subdomain', 'elemen data'],
    elemen: { baris: [[{ teks: 'nama, gelar', kecil: 'profile' }, 'Menampilkan nama.']], pemilik: ['Badan Kepegawaian Daerah: Disetujui'] },
    lampiran: [[{ teks: 'surat.pdf', href: '/disposisi/x/lampiran/y', kecil: '12 KB' }, 'Surat permohonan', AT]], csirt: '/disposisi/x/csirt',
    perjalanan: [
      { kelas: 'done', judul: 'Persetujuan Kepala OPD', lencana: { teks: 'Disetujui', lencana: 'ok' }, kata: ['Siti Contoh, Plt. Kepala Dinas (SK 800/1)', AT], alasan: null },
      { kelas: 'stopped', judul: 'Analisis', lencana: { teks: 'Dikembalikan', lencana: 'warn' }, kata: [AT], alasan: 'Lengkapi\nstruktur datanya.' },
      { kelas: 'now', judul: 'Analisis', lencana: { teks: 'Segera', lencana: 'warn' }, kata: ['sisa 0,5 dari 2 hari kerja'], alasan: null },
      { kelas: '', judul: 'Integrasi', lencana: { teks: 'Belum', lencana: '' }, kata: [], alasan: null },
    ] }),
  staff('disposisi/putuskan.njk', 'kosong', putuskan),
  staff('disposisi/putuskan.njk', 'galat', { ...putuskan, gagal: true, menunggu: ['Pemeriksaan CSIRT'],
    perlu: { pse: { alasan: 'Masih diurus.' }, laporan: true, surat: true, anggaran: true, lampiran: true },
    nilai: { laporan: 'x', suratDiperiksa: true, jumlah: 'banyak' },
    galat: { putusan: 'Pilih putusan Anda.', alasan: 'Tuliskan alasannya.', laporan: 'Tuliskan laporannya.', suratDiperiksa: 'Nyatakan.', nomor: 'Isi.',
      jumlah: 'Isi.', tahun: 'Isi.', pengecualianPse: 'Tuliskan.', lampiran: 'Berkas paling besar 10 MB.' } }, 400),
  staff('disposisi/csirt.njk', 'kosong', csirt),
  staff('disposisi/csirt.njk', 'berjalan', { ...csirt, segarkan: 'jalan', said: 'Pemeriksaan berjalan.', putuskan: '/x', laporan: {
    kapan: `diminta Siti Contoh, ${AT}`, usang: true, kemajuan: { selesai: 3, dari: 12, kata: '3 dari 12 butir' }, hitungan: '', baris: [] } }),
  staff('disposisi/csirt.njk', 'penuh', { ...csirt, putuskan: '/x', galat: 'Tuliskan apa yang ditemukan.', gagal: true, nilai: { bobot: 'tinggi', uraian: 'x' },
    laporan: { kapan: AT, hitungan: '1 lulus, 1 gagal.', baris: [['PKCE', { teks: 'Lulus', lencana: 'ok' }, 'Ditolak.'], ['HSTS', { teks: 'Gagal', lencana: 'bad' }, 'Kirim.']] },
    temuan: [[{ teks: 'Tinggi', lencana: 'bad' }, { teks: 'Halaman galat.', kecil: AT }, { teks: 'Terbuka', lencana: 'warn' }]], terbuka: [{ id: 'x', uraian: 'Halaman galat.' }] }, 400),
  staff('disposisi/delegasi.njk', 'kosong', { ...delegasi, judul: 'Anda tidak memegang kursi sendiri', kursi: [] }),
  staff('disposisi/delegasi.njk', 'penuh', { ...delegasi, said: 'Delegasi tercatat.', akhiri: [{ id: 'x', label: 'Akhiri: Siti Contoh, Kepala Bidang' }],
    baris: [[{ teks: 'Kepala Bidang', kecil: 'SK 800/2' }, { teks: 'Siti Contoh', kecil: 'dari Budi Contoh' }, '1 Desember 2026 sampai 3 Desember 2026', { teks: 'Berlaku', lencana: 'ok' }]] }),
  staff('disposisi/delegasi.njk', 'galat', { ...delegasi, gagal: true, nilai: { nip: 'x' }, galat: { nip: 'Tidak ada pegawai aktif.', mulai: 'Isi bagian ini.' } }, 400),
  staff('cetak/lembar.njk', 'pendek', { judul: 'Lembar disposisi', nomor: '0001/SSO/XI/2026', bagian: [{ fakta: FAKTA }], tanda: null, periksa }),
  staff('cetak/lembar.njk', 'penuh', { judul: 'Laporan hasil analisis', nomor: '0001/SSO/XI/2026', periksa,
    bagian: [{ judul: 'Hasil', alinea: ['Baris satu\nbaris dua'] }, { judul: 'Disposisi', tabel: { kolom: ['Langkah', 'Putusan'], baris: [['Analisis', 'Disetujui']] } }],
    tanda: { kapan: AT, sebagai: 'Plt. Kepala Seksi (SK 800/3)', nama: 'Siti Contoh' } }),
  ...[true, false].map((usang): SamplePage => ({ view: 'cetak/verifikasi.njk', state: usang ? 'usang' : 'terbaru', bahasa: 'id', data: {
    lembar: 'Lembar disposisi', nomor: '0001/SSO/XI/2026', dibuat: AT, keadaan: 'Berjalan', keadaanKini: 'Selesai', sidik: '01234567 89abcdef', usang,
  } })),
]
