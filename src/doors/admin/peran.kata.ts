/** Product roles in the words of /admin. */
import type { Ended } from '../../domain/accounts/peran/usulan.service.ts'
import type { AnswerRefusal, ProposalMistake } from '../../domain/accounts/peran/usulan.rules.ts'

export const MISTAKES: Readonly<Record<ProposalMistake, string>> = {
  'bukan-pilihan': 'Pilih salah satu dari daftar.',
  'kosong': 'Wajib diisi.',
  'tanpa-opd': 'Peran ini tidak terikat OPD: kosongkan pilihannya.',
  'bukan-tanggal': 'Bukan tanggal.',
  'sudah-lewat': 'Hari terakhirnya sudah lewat.',
  'terlalu-panjang': 'Terlalu panjang: paling banyak 300 huruf.',
  'diri-sendiri': 'Tidak seorang pun mengusulkan peran untuk dirinya sendiri.',
  'ditahan': 'Data orang ini sedang diragukan: tidak ada yang diberikan sampai BKD menyelesaikannya.',
  'bukan-pegawai-aktif': 'Orang ini tidak aktif hari ini: tidak ada peran yang dapat dipakainya.',
  'sudah-menunggu': 'Peran yang sama sudah diusulkan untuk orang ini dan menunggu orang kedua.',
}

export const REFUSALS: Readonly<Record<Exclude<AnswerRefusal, 'tidak-ada'>, string>> = {
  'sudah-diputus': 'Usulan ini sudah diputus.',
  'usulan-sendiri': 'Anda yang mengusulkannya: orang lain harus menyetujuinya.',
  'untuk-diri': 'Usulan ini untuk Anda sendiri: orang lain harus menyetujuinya.',
  'pengusul-tidak-bertugas': 'Pengusulnya bukan admin lagi: usulan ini tidak dapat disetujui.',
  'tidak-lagi-bisa': 'Orang ini tidak dapat diberi peran lagi, atau hari terakhirnya sudah lewat.',
}

export const ENDED: Readonly<Record<Exclude<Ended, 'dicabut' | 'tidak-ada'>, string>> = {
  'admin-terakhir': 'Ini admin terakhir yang dapat bertindak. Berikan dahulu peran admin kepada orang lain.',
}

export const MESSAGES: Readonly<Record<string, string>> = {
  diusulkan: 'Usulan dicatat. Peran berlaku sesudah admin lain atau petugas keamanan menyetujuinya.',
  sendiri: 'Peran diberikan: belum ada orang lain yang dapat menyetujuinya. Semua admin dan petugas keamanan dikabari.',
  diberikan: 'Disetujui. Peran itu sudah dipegang; petugas keamanan dan orangnya dikabari.',
  ditolak: 'Usulan ditolak. Tidak ada yang diberikan.',
  dicabut: 'Peran dicabut saat ini juga; petugas keamanan dikabari.',
}
