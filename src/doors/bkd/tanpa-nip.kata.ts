/** People without a NIP in the words of the office. */
import type { OutsideStatus } from '../../domain/kepegawaian/tanpa-nip/list.queries.ts'
import type { Decided } from '../../domain/kepegawaian/tanpa-nip/decide.service.ts'
import type { UsulanMistake } from '../../domain/kepegawaian/tanpa-nip/usulan.rules.ts'
import type { TanpaNip } from '../../domain/pegawai/kategori.rules.ts'
import { DECISION_SENTENCES } from './penugasan.kata.ts'

export const KATEGORI: Record<TanpaNip, string> = {
  'pejabat-negara': 'Pejabat negara (Gubernur, Wakil Gubernur)',
  'tenaga-ahli': 'Tenaga ahli',
  'pengembang-vendor': 'Pengembang vendor',
}

export const KATEGORI_OPTIONS = Object.entries(KATEGORI).map(([nilai, teks]) => ({ nilai, teks }))

export const STATUS: Record<OutsideStatus, { readonly teks: string; readonly lencana: '' | 'ok' | 'warn' | 'bad' }> = {
  menunggu: { teks: 'Menunggu konfirmasi', lencana: 'warn' },
  aktif: { teks: 'Aktif', lencana: 'ok' },
  berakhir: { teks: 'Berakhir', lencana: '' },
  diakhiri: { teks: 'Diakhiri', lencana: 'bad' },
  ditolak: { teks: 'Ditolak', lencana: 'bad' },
}

export const ACTS = { baru: 'Dicatat', perpanjangan: 'Perpanjangan diajukan', pengakhiran: 'Diakhiri' } as const

const SENTENCES: Record<UsulanMistake, string> = {
  'kosong': 'Isian ini wajib diisi.',
  'terlalu-panjang': 'Isian ini terlalu panjang.',
  'bukan-pilihan': 'Pilih salah satu dari daftar.',
  'bukan-tanggal': 'Tulis tanggal yang ada di kalender.',
  'sudah-lewat': 'Hari terakhir sudah lewat.',
  'terlalu-lama': 'Paling lama satu tahun dari hari ini; pejabat negara paling lama satu masa jabatan (lima tahun).',
  'bukan-surel': 'Tulis satu alamat surel, misalnya nama@instansi.go.id.',
  'di-masa-depan': 'Tanggal lahir tidak boleh di masa depan.',
  'bukan-jabatan': 'Hanya pejabat negara yang punya jabatan. Kosongkan isian ini.',
  'di-luar-opd': 'OPD ini bukan OPD Anda.',
  'sudah-menunggu': 'Usulan yang sama sudah menunggu konfirmasi.',
}

/** @returns a sentence for each field that has to be put right */
export const usulanSentences = (galat: Readonly<Record<string, UsulanMistake>>): Record<string, string> =>
  Object.fromEntries(Object.entries(galat).map(([field, mistake]) => [field, SENTENCES[mistake]]))

/** @returns why a decision was not taken, in a sentence */
export const decisionSentence = (alasan: Extract<Decided, { ok: false }>['alasan']): string =>
  alasan === 'sudah-lewat' ? 'Hari terakhirnya sudah lewat. Tolak usulan ini, lalu catat yang baru.' : DECISION_SENTENCES[alasan]

/** What is said on the page after a form was obeyed. */
export const MESSAGES: Readonly<Record<string, string>> = {
  dicatat: 'Usulan dicatat dan menunggu konfirmasi BKD.',
  dikonfirmasi: 'Dikonfirmasi. Sampaikan nomornya kepada orang ini; akunnya diaktifkan seperti akun pegawai.',
  ditolak: 'Usulan ditolak. Pencatatnya dikabari lewat surel.',
  diakhiri: 'Aksesnya berakhir sekarang: semua sesi, token, dan perannya ikut berakhir.',
}
