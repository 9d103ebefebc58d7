/** Words of a person's dated history: columns of the directory and acts of the audit trail. */

const COLUMNS: Readonly<Record<string, string>> = {
  nama: 'Nama', gelar_depan: 'Gelar depan', gelar_belakang: 'Gelar belakang', tanggal_lahir: 'Tanggal lahir',
  jenis_kelamin: 'Jenis kelamin', jenis: 'Jenis pegawai', kedudukan_kode: 'Kode kedudukan hukum',
  kedudukan_nama: 'Kedudukan hukum', keadaan: 'Keadaan akun', tahan: 'Ditahan', golongan: 'Golongan',
  tmt_golongan: 'TMT golongan', tmt_cpns: 'TMT CPNS', tmt_pns: 'TMT PNS', email: 'Alamat surel', no_hp: 'Nomor telepon',
  tmt_pensiun: 'TMT pensiun', akhir_kontrak: 'Akhir kontrak', tgl_meninggal: 'Tanggal meninggal', nip: 'NIP', jabatan: 'Jabatan',
  unit: 'Unit kerja', eselon: 'Eselon', tmt_jabatan: 'TMT jabatan', penugasan: 'Penugasan', baru: 'Orang baru',
}

/** @returns the name of a column in words; one that nobody named keeps its own */
export const columnWords = (kolom: string): string => COLUMNS[kolom] ?? kolom

const DEEDS: Readonly<Record<string, string>> = {
  'akun.diaktifkan': 'Akun diaktifkan', 'aktivasi.surat-dicetak': 'Surat aktivasi dicetak',
  'bantuan.diminta': 'Bantuan langkah kedua diminta', 'bantuan.disetujui': 'Bantuan langkah kedua disetujui orang kedua',
  'bantuan.ditolak': 'Bantuan langkah kedua ditolak', 'bantuan.dibatalkan': 'Bantuan langkah kedua dibatalkan',
  'bantuan.izin-dibuka': 'Izin sementara ditampilkan kepada pembantu', 'bantuan.izin-dipakai': 'Masuk dengan izin sementara',
  'sesi.diakhiri': 'Mengakhiri sesinya yang lain', 'data.diunduh': 'Mengunduh salinan datanya',
  'koreksi.dilaporkan': 'Melaporkan data yang salah', 'koreksi.dijawab': 'Laporan data yang salah dijawab',
  'akun.sandi-diganti': 'Kata sandi diganti, semua sesi diakhiri',
  'faktor.ditambahkan': 'Langkah kedua ditambahkan', 'faktor.dicabut': 'Langkah kedua dihapus',
  'faktor.disetel-ulang': 'Langkah kedua disetel ulang, semua sesi diakhiri',
  'faktor.kode-dibuat': 'Kartu pemulihan dibuat', 'faktor.kode-dipakai': 'Kode pemulihan dipakai',
  'pegawai.dibekukan': 'Akun dibekukan, semua sesi diakhiri',
  'pegawai.dilepas': 'Akun dilepas dari pembekuan',
  'pegawai.masa-berakhir': 'Masa kerja berakhir, semua sesi diakhiri',
  'pegawai.kedudukan-berlaku': 'Kedudukan hukum yang diumumkan mulai berlaku',
  'peran.diberikan': 'Peran diberikan', 'peran.dicabut': 'Peran dicabut', 'peran.dipindahkan': 'Peran dipindahkan',
  'peran-aplikasi.diberikan': 'Peran di sebuah aplikasi diberikan', 'peran-aplikasi.dicabut': 'Peran di sebuah aplikasi dicabut',
  'kontak.menunggu': 'Sumber menyebut kontak lain: menunggu jawaban', 'kontak.izin-pertama': 'Kontak lain diizinkan satu orang',
  'kontak.dicatat': 'Kontak lain dicatat petugas', 'kontak.catatan-disetujui': 'Kontak yang dicatat dikonfirmasi petugas kedua',
  'kontak.catatan-ditolak': 'Kontak yang dicatat ditolak',
  'kontak.disetujui': 'Kontak lain berlaku', 'kontak.ditolak': 'Kontak lain ditolak',
  'peristiwa.diputus': 'Peristiwa kiriman diputus petugas',
  'penugasan.dicatat': 'Penugasan dicatat', 'penugasan.dikonfirmasi': 'Penugasan dikonfirmasi',
  'penugasan.ditolak': 'Penugasan ditolak', 'penugasan.dicabut': 'Penugasan dicabut',
  'kalender.ditahan': 'Ditahan: terlalu banyak masa kerja berakhir pada hari yang sama',
  'kalender.diperingatkan': 'Diberi tahu bahwa masa kerjanya akan berakhir',
}

/** @returns what an act was in words; one that nobody named keeps its own */
export const deedWords = (kind: string): string => DEEDS[kind] ?? kind
