/** Assignments by hand in the words of the office. */
import type { DecisionRefusal } from '../../domain/kepegawaian/decision.rules.ts'
import type { Decided } from '../../domain/kepegawaian/penugasan/decide.service.ts'
import type {
  LetterMistake, LetterMistakes, LetterStatus, LetterWarning,
} from '../../domain/kepegawaian/penugasan/letter.rules.ts'

export const JENIS = [
  { nilai: 'PLH', teks: 'Plh (pelaksana harian)' },
  { nilai: 'PLT', teks: 'Plt (pelaksana tugas)' },
  { nilai: 'PJ', teks: 'Pj (penjabat)' },
  { nilai: 'TT', teks: 'Tugas tambahan' },
] as const

/** Each status as a badge: word, and how it is drawn. */
export const STATUS: Record<LetterStatus, { readonly teks: string; readonly lencana: '' | 'ok' | 'warn' | 'bad' }> = {
  'menunggu': { teks: 'Menunggu konfirmasi', lencana: 'warn' },
  'akan-datang': { teks: 'Akan berlaku', lencana: '' },
  'berlaku': { teks: 'Berlaku', lencana: 'ok' },
  'selesai': { teks: 'Selesai', lencana: '' },
  'digantikan': { teks: 'Digantikan oleh sumber', lencana: '' },
  'dicabut': { teks: 'Dicabut', lencana: 'bad' },
  'ditolak': { teks: 'Ditolak', lencana: 'bad' },
}

export const WARNINGS: Record<LetterWarning, string> = {
  'jabatan-terisi': 'Jabatan ini sekarang ada pemegang definitifnya. Plt hanya untuk jabatan yang kosong.',
  'tanpa-pemegang': 'Jabatan ini sekarang tidak punya pemegang definitif. Plh menggantikan pemegang yang berhalangan.',
  'bukan-aktif': 'Kedudukan hukum orang ini bukan aktif penuh.',
  'ditahan': 'Data orang ini sedang ditahan: periksa dahulu di riwayatnya.',
}

const SENTENCES: Record<LetterMistake, string> = {
  'kosong': 'Isian ini wajib diisi.',
  'terlalu-panjang': 'Isian ini terlalu panjang.',
  'bukan-pilihan': 'Pilih salah satu dari daftar.',
  'bukan-tanggal': 'Tulis tanggal yang ada di kalender.',
  'sebelum-mulai': 'Hari terakhir tidak boleh sebelum hari pertama.',
  'sudah-lewat': 'Penugasan ini sudah berakhir; yang sudah lewat tidak dicatat lagi.',
  'terlalu-jauh': 'Hari pertama paling jauh satu tahun dari sekarang.',
  'plt-lebih-tiga-bulan': 'Satu surat Plt paling lama tiga bulan (SE BKN 1/SE/I/2021).',
  'plt-lebih-enam-bulan': 'Plt orang ini pada jabatan ini, bersama surat sebelumnya, melewati 3 + 3 bulan (SE BKN 1/SE/I/2021).',
  'tumpang-tindih': 'Orang ini sudah ditugasi pada jabatan yang sama pada hari-hari itu.',
  'sk-sudah-ada': 'Surat dengan nomor ini sudah tercatat untuk orang ini.',
  'di-luar-opd': 'Unit ini bukan bagian dari OPD Anda.',
  'pindaian-kosong': 'Pilih berkas pindaian surat.',
  'pindaian-jenis': 'Pindaian harus berupa PDF, JPEG, atau PNG.',
  'pindaian-besar': 'Pindaian paling besar 2 MB. Pindai ulang dengan mutu lebih rendah.',
}

/** @returns a sentence for each field that has to be put right */
export const letterSentences = (galat: LetterMistakes): Record<string, string> =>
  Object.fromEntries(Object.entries(galat).map(([field, mistake]) => [field, SENTENCES[mistake]]))

export const DECISION_SENTENCES: Record<DecisionRefusal, string> = {
  'tidak-ada': 'Usulan ini tidak ditemukan.',
  'sudah-diputus': 'Usulan ini sudah diputus orang lain.',
  'pencatat-sendiri': 'Anda yang mencatat usulan ini. Petugas BKD yang lain harus mengonfirmasinya.',
  'tentang-sendiri': 'Usulan ini tentang diri Anda. Petugas BKD yang lain harus mengonfirmasinya.',
  'bukan-bkd': 'Hanya petugas BKD yang memutus usulan.',
}

/** @returns why a decision was not taken, in a sentence */
export function decisionSentence(alasan: Extract<Decided, { ok: false }>['alasan']): string {
  if (alasan === 'tidak-berlaku') return 'Penugasan ini sudah tidak berlaku, jadi tidak ada yang dicabut.'
  return alasan in DECISION_SENTENCES
    ? DECISION_SENTENCES[alasan as DecisionRefusal] : SENTENCES[alasan as LetterMistake]
}

/** What is said on the page after a form was obeyed. */
export const MESSAGES: Readonly<Record<string, string>> = {
  dicatat: 'Penugasan dicatat dan menunggu konfirmasi BKD.',
  dikonfirmasi: 'Penugasan dikonfirmasi dan sudah ada di token orang ini.',
  ditolak: 'Penugasan ditolak. Pencatatnya dikabari lewat surel.',
  dicabut: 'Penugasan dicabut dan sudah hilang dari token orang ini.',
}
