import type { SamplePage } from './sample-page.ts'

type Staff = (view: string, state: string, data: Record<string, unknown>, status?: number) => SamplePage

const remah = [{ judul: 'Permohonan', href: '/pengembang' }, { judul: 'Kinerja Guru (0001/SSO/XI/2026)', href: '/pengembang/permohonan/x' }]
const alamat = '/pengembang/permohonan/x'
const view = (name: string): string => `pengembang/permohonan/${name}.njk`

const berkas = {
  nama: 'surat permohonan <b>.pdf', jenis: 'Surat permohonan', href: `${alamat}/lampiran/y`, bolehHapus: true,
  rincian: 'PDF, 1,2 MB, 28 November 2026 pukul 08.10 WIB',
}

const isian = {
  judul: 'Aplikasi dan subdomain', remah, langkah: 'Bagian 1 dari 11', action: `${alamat}/isian/aplikasi`, ringkasan: alamat, revisi: 1,
  galat: {}, peringatan: {}, lampiran: [], kepemilikan: true,
  kolom: [
    { id: 'nama', label: 'Nama aplikasi', jenis: 'baris', nilai: 'Kinerja Guru' },
    { id: 'keterangan', label: 'Untuk apa aplikasi ini', jenis: 'uraian', nilai: 'Mencatat.', baris: 3, petunjuk: 'Singkat saja.' },
    { id: 'jenisKlien', label: 'Jenis aplikasi', jenis: 'pilihan', nilai: 'server', opsi: [{ nilai: 'server', teks: 'Server' }] },
    { id: 'komitmen', label: 'Kami menyanggupi.', jenis: 'centang', nilai: '1' },
  ],
}

const satu = {
  judul: 'Kinerja Guru', remah: remah.slice(0, 1), keadaan: { teks: 'Draf', lencana: '' }, alamat, bagian: [], kurang: 0, langkah: [], lampiran: [berkas], cetak: [],
  rincian: [['OPD', 'Dinas Pendidikan dan Kebudayaan'], ['Subdomain', 'kinerja-guru.bantenprov.go.id'], ['Sekarang di', 'OPD Anda']],
}

/** The views of applications on their way. */
export const permohonanPages = (staff: Staff): SamplePage[] => [
  staff(view('daftar'), 'kosong', { judul: 'Belum ada permohonan', baris: [], halaman: {}, bolehMulai: true }),
  staff(view('daftar'), 'penuh', {
    judul: '1 permohonan menunggu Anda', halaman: { lama: '?lama=x' },
    baris: [[{ teks: 'Kinerja Guru', href: alamat, kecil: '0001/SSO/XI/2026, perubahan' }, 'Dinas Pendidikan dan Kebudayaan',
      { teks: 'Dikembalikan, perlu diperbaiki', lencana: 'bad' }, 'Anda', { teks: '1,5 dari 2 hari kerja', lencana: 'warn', kecil: 'sejak 2 hari yang lalu' }]],
  }),
  staff(view('baru'), 'kosong', { judul: 'Mulai permohonan', unit: [{ nilai: 'u', teks: 'Dinas Pendidikan dan Kebudayaan' }], klaim: [] }),
  staff(view('baru'), 'klaim', {
    judul: 'Mulai permohonan', unit: [{ nilai: 'u', teks: 'Dinas Pendidikan dan Kebudayaan' }],
    klaim: [{ id: 'a', nama: 'PPDB', host: 'ppdb.bantenprov.go.id', opd: 'Dinas Pendidikan dan Kebudayaan' }, { id: 'b', nama: 'Rapor', opd: 'Dinas' }],
  }),
  staff(view('isian'), 'draf', isian),
  staff(view('isian'), 'galat', { ...isian, galat: { nama: 'Isi nama aplikasi.', komitmen: 'Nyatakan.' }, peringatan: { keterangan: 'Mirip dengan yang lain.' } }, 400),
  staff(view('isian'), 'basi', { ...isian, basi: true }, 409),
  staff(view('isian'), 'berkas', { ...isian, pesan: 'diunggah', galat: { 'surat-lampiran': 'Unggah surat.' }, lampiran: [berkas], unggah: [{ nilai: 'surat-permohonan', teks: 'Surat permohonan' }] }),
  staff(view('isian'), 'aturan', { ...isian, kolom: [], galat: { 'aturanMasuk-unit': 'Ada unit yang tidak ada.', 'aturanMasuk-nip': 'Baris 1.' }, aturan: {
    jenis: 'tertentu', jabatan: 'Kepala Sekolah', unit: [{ nilai: 'u', teks: 'Dinas Pendidikan dan Kebudayaan', ada: true }],
    eselon: [{ nilai: 'II.a', teks: 'II.a', ada: false }], orang: [{ nilai: 'o', teks: 'Siti Contoh', ada: true }],
  } }),
  staff(view('satu'), 'draf', { ...satu, kurang: 2, bolehUbah: true, bolehUji: true, bolehTarik: true, pesan: 'dimulai', bagian: [
    { judul: 'Aplikasi dan subdomain', href: `${alamat}/isian/aplikasi?periksa=1`, kurang: ['Isi nama.', 'Isi subdomain.'], peringatan: ['Mirip.'] },
    { judul: 'Penanggung jawab', href: `${alamat}/isian/penanggung-jawab?periksa=1`, kurang: [], peringatan: [] },
  ] }),
  staff(view('satu'), 'berjalan', {
    ...satu, keadaan: { teks: 'Dikembalikan, perlu diperbaiki', lencana: 'bad' }, perubahan: true, bolehSurat: true, alasanKembali: 'Surat belum terbaca.',
    cetak: [{ judul: 'Lembar disposisi', href: '/permohonan/x/cetak/disposisi' }],
    klien: { href: '/pengembang/klien/x', id: 'kinerja-guru.bantenprov.go.id', keadaan: 'uji' }, galat: 'Permohonan belum dapat diajukan.',
    langkah: [
      { judul: 'Pengajuan', keadaan: 'Selesai', jenis: 'done', kunjungan: [{ sejak: '28 November 2026 pukul 08.10 WIB', jam: { teks: '1 hari kerja', lencana: '' },
        putusan: 'Diajukan', oleh: 'Siti Contoh', sebagai: 'Pranata Komputer', pada: '28 November 2026 pukul 09.10 WIB' }] },
      { judul: 'Persetujuan Kepala OPD', keadaan: 'Sekarang', jenis: 'now', kunjungan: [{ unit: 'Dinas Pendidikan', sejak: '28 November 2026 pukul 09.10 WIB',
        jam: { teks: '3 dari 2 hari kerja', lencana: 'bad' }, putusan: 'Dikembalikan', oleh: 'Budi Contoh', sebagai: 'Kepala Dinas', pada: '28 November', alasan: 'Surat belum terbaca.' }] },
      { judul: 'Disposisi', keadaan: 'Belum', jenis: 'later', kunjungan: [] },
    ],
  }),
  staff(view('tarik'), 'tanya', { judul: 'Tarik Kinerja Guru', remah, alamat, galat: {} }),
  staff(view('tarik'), 'galat', { judul: 'Tarik Kinerja Guru', remah, alamat, galat: { alasan: 'Tulis alasan.' } }, 400),
  staff(view('uji'), 'tanya', { judul: 'Buka uji coba', remah, alamat, uri: ['http://localhost:8080/sso/callback'], galat: {}, halangan: [] }),
  staff(view('uji'), 'halangan', { judul: 'Buka uji coba', remah, alamat, uri: [], galat: {}, halangan: ['Isi subdomain aplikasi.'], gagal: true }, 400),
  staff(view('uji'), 'penguji', { judul: 'Buka uji coba', remah, alamat, uri: [], galat: { penguji: 'Baris 1: tidak ada.' }, halangan: [], gagal: true, penguji: '1' }, 400),
  staff(view('kepemilikan'), 'tanpa host', { judul: 'Kepemilikan host', remah, alamat }),
  ...[{}, { terakhir: 'Belum ditemukan.', saat: '28 November 2026 pukul 08.10 WIB' }, { terbukti: 'DNS, 28 November 2026 pukul 08.10 WIB' }].map((one, index) =>
    staff(view('kepemilikan'), `keadaan-${index}`, {
      judul: 'Kepemilikan kinerja-guru.bantenprov.go.id', remah, alamat, ...one, bukti: {
        dns: '_banten-satu-login.kinerja-guru.bantenprov.go.id', berkas: 'https://kinerja-guru.bantenprov.go.id/.well-known/banten-satu-login.txt', isi: 'banten-satu-login=abc' },
    })),
  staff(view('berkas-ditolak'), 'biasa', { judul: 'Berkas tidak diterima', remah, galat: 'Berkas paling besar 10 MB.', kembali: alamat }, 400),
]
