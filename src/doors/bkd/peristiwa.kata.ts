/** Events that the personnel system pushed, in the words of the office. */
import type { Alasan, Jenis, Status } from '../../domain/kepegawaian/peristiwa/index.ts'

export const JENIS: Readonly<Record<Jenis, string>> = {
  masuk: 'Masuk', mutasi: 'Pindah unit', jabatan: 'Jabatan', golongan: 'Golongan', kedudukan: 'Kedudukan hukum', pensiun: 'TMT pensiun',
  meninggal: 'Meninggal', kontrak: 'Akhir kontrak', nip_berubah: 'NIP berganti', kontak: 'Kontak', penugasan: 'Penugasan',
  penugasan_selesai: 'Penugasan selesai', penugasan_dicabut: 'Penugasan dicabut',
}

export const STATUS: Readonly<Record<Status, { readonly teks: string; readonly lencana: '' | 'ok' | 'warn' | 'bad' }>> = {
  bertentangan: { teks: 'Bertentangan', lencana: 'bad' },
  tertunda: { teks: 'Tertunda', lencana: 'warn' },
  ditahan: { teks: 'Ditahan rem', lencana: 'bad' },
  diterima: { teks: 'Menunggu impor', lencana: '' },
  terjadwal: { teks: 'Terjadwal', lencana: '' },
  diterapkan: { teks: 'Diterapkan', lencana: 'ok' },
  diabaikan: { teks: 'Diabaikan', lencana: '' },
}

interface Why {
  /** for a line of the list */
  readonly singkat: string
  readonly sebab: string
  readonly tindakan: string
}

export const WHY: Readonly<Record<Alasan, Why>> = {
  'orang-tidak-dikenal': {
    singkat: 'orangnya belum dikenal',
    sebab: 'Tidak ada orang dengan ID atau NIP dan tanggal lahir ini.',
    tindakan: 'Tidak perlu apa-apa bila orangnya akan menyusul dari SIMPEG: peristiwa ini lalu berlaku sendiri. Bila NIP atau '
      + 'tanggal lahirnya salah, perbaiki di SIMPEG, kirim ulang dengan ID peristiwa baru, lalu abaikan yang ini.',
  },
  'unit-tidak-dikenal': {
    singkat: 'unitnya belum dikenal',
    sebab: 'Peristiwa ini menyebut unit yang belum dipetakan.',
    tindakan: 'Petakan unitnya: peristiwa ini lalu berlaku sendiri dalam beberapa detik.',
  },
  'nip-milik-orang-lain': {
    singkat: 'NIP milik orang lain',
    sebab: 'NIP yang diberikan peristiwa ini sudah milik orang lain, sekarang atau dahulu. NIP tidak pernah pindah orang.',
    tindakan: 'Periksa di SIMPEG siapa pemilik NIP itu. Bila pemiliknya memang orang yang dimaksud, terapkan kepadanya. Bila '
      + 'NIP-nya salah tulis, perbaiki di SIMPEG, kirim ulang dengan ID peristiwa baru, lalu abaikan yang ini.',
  },
  'dua-orang': {
    singkat: 'ID dan NIP menunjuk dua orang',
    sebab: 'ID-nya milik seorang, NIP dan tanggal lahirnya milik orang lain.',
    tindakan: 'Periksa di SIMPEG siapa yang dimaksud, lalu terapkan kepadanya. Perbaiki juga ID atau NIP itu di SIMPEG, agar '
      + 'peristiwa berikutnya tidak bertentangan lagi.',
  },
  'rem': {
    singkat: 'menunggu izin dua orang',
    sebab: 'Terlalu banyak orang akan berakhir dalam satu jam.',
    tindakan: 'Dua orang BKD memeriksa dan menjawab pertanyaan remnya.',
  },
}

const FIELDS: Readonly<Record<string, string>> = {
  nama: 'Nama', gelar_depan: 'Gelar depan', gelar_belakang: 'Gelar belakang', jenis_kelamin: 'Jenis kelamin', jenis: 'Jenis',
  kedudukan: 'Kode kedudukan hukum', golongan: 'Golongan', tmt_golongan: 'TMT golongan', jabatan: 'Jabatan', unit: 'Unit',
  email: 'Surel', no_hp: 'Nomor telepon', tmt_pensiun: 'TMT pensiun', akhir_kontrak: 'Akhir kontrak',
  tgl_meninggal: 'Tanggal meninggal', nip: 'NIP baru', sk: 'Nomor SK', mulai: 'Mulai', selesai: 'Selesai',
}

/** @returns the name of a member of an event in words; one that nobody named keeps its own */
export const fieldWords = (member: string): string => FIELDS[member] ?? member

/** What is said on the page after a form was obeyed. */
export const MESSAGES: Readonly<Record<string, string>> = {
  terapkan: 'Putusan dicatat. Peristiwa ini sekarang mengikuti aturan yang sama dengan peristiwa lain; keadaannya di bawah.',
  abaikan: 'Putusan dicatat. Peristiwa ini tidak dihitung lagi, juga bila dikirim ulang.',
}

/** Why an answer was not taken. */
export const REFUSALS = {
  'sudah-diputus': 'Peristiwa ini sudah diputus, atau sudah berlaku sendiri. Muat ulang halamannya.',
  'bukan-calon': 'Pilih orang yang boleh menerima peristiwa ini.',
  'tentang-sendiri': 'Peristiwa ini menyangkut Anda sendiri. Yang memutus harus petugas BKD lain.',
  'sibuk': 'Sebuah impor sedang menulis data pegawai. Coba lagi sebentar lagi.',
} as const
