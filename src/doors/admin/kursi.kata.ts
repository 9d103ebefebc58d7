/** Seats in the words of /admin. */
import type { SeatMistake } from '../../domain/permohonan/kursi/kursi.rules.ts'
import type { Cara } from '../../domain/permohonan/kursi/kursi.ts'
import type { Seat } from '../../domain/accounts/role.rules.ts'

export const SEAT_WORDS: Readonly<Record<Seat, string>> = {
  'kepala-opd': 'Kepala OPD (menyetujui formulir OPD-nya)', 'kepala-dinas': 'Kepala Dinas Kominfo',
  'kepala-bidang': 'Kepala Bidang Kominfo', 'kepala-seksi': 'Kepala Seksi Kominfo',
}

export const CARA_WORDS: Readonly<Record<Cara, string>> = {
  definitif: 'definitif', plt: 'Plt', plh: 'Plh', pj: 'Pj', delegasi: 'delegasi', pengganti: 'pengganti',
}

export const MISTAKES: Readonly<Record<SeatMistake, string>> = {
  'kosong': 'Wajib diisi.',
  'bukan-pilihan': 'Pilih salah satu dari daftar.',
  'bukan-opd': 'Kursi kepala OPD berbicara untuk sebuah OPD: pilih OPD-nya, bukan bagiannya.',
  'bukan-tanggal': 'Bukan tanggal.',
  'terlalu-panjang': 'Terlalu panjang.',
  'sk-lain': 'Bukan nomor surat penugasan yang ada di data kepegawaian.',
  'sesudah-surat': 'Sesudah hari terakhir surat penugasannya.',
  'sudah-lewat': 'Hari terakhirnya sudah lewat.',
  'sudah-ada': 'Unit ini sudah punya kursi sejenis.',
  'bukan-calon': 'Data kepegawaian hari ini tidak menempatkan orang ini di jabatan kursi, atau ia sudah dikonfirmasi.',
  'diri-sendiri': 'Anda tidak mengonfirmasi diri sendiri: admin lain yang melakukannya.',
}

export const MESSAGES: Readonly<Record<string, string>> = {
  diikat: 'Kursi diikat pada jabatan. Pemegangnya menurut data kepegawaian menunggu konfirmasi Anda di bawah.',
  dikonfirmasi: 'Pemegang dikonfirmasi dan dapat bertindak sekarang. Petugas keamanan dikabari.',
  diakhiri: 'Ia tidak lagi memegang kursi ini. Petugas keamanan dikabari.',
  pengganti: 'Kursi pengganti dicatat.',
  ditutup: 'Kursi ditutup. Tidak seorang pun memegangnya lagi.',
  'tidak-lagi': 'Tidak ada yang berubah: sudah diakhiri sebelumnya.',
}

/** Why somebody no longer holds a seat, where the service ended it; else the reason stands there as it was typed. */
export const SEBAB: Readonly<Record<string, string>> = {
  'masa-habis': 'masa suratnya habis', 'jabatan-dilepas': 'jabatannya dilepas', 'berhenti': 'berhenti', 'diperbarui': 'diperbarui',
  'kursi-ditutup': 'kursi ditutup', 'reorganisasi': 'reorganisasi',
}
