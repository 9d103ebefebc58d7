/** Runs as BKD speaks of them. */
import type { RunOutcome, Step, Trigger } from '../../domain/kepegawaian/runs/index.ts'
import { failureWords } from './kata.ts'

/** What came of a run: the word, and how heavy it is. */
export const OUTCOME_WORDS: Readonly<Record<RunOutcome, { readonly teks: string; readonly lencana: '' | 'ok' | 'warn' | 'bad' }>> = {
  berjalan: { teks: 'Sedang berjalan', lencana: '' },
  menunggu: { teks: 'Menunggu izin', lencana: 'warn' },
  diterapkan: { teks: 'Diterapkan', lencana: 'ok' },
  ditolak: { teks: 'Ditolak', lencana: 'bad' },
  dibatalkan: { teks: 'Dibatalkan', lencana: '' },
  uji: { teks: 'Uji coba', lencana: '' },
}

export const TRIGGER_WORDS: Readonly<Record<Trigger, string>> = {
  perintah: 'Baris perintah', jadwal: 'Jadwal', unggah: 'Unggahan', kiriman: 'Kiriman peristiwa',
}

export const STEP_WORDS: Readonly<Record<Step, { readonly judul: string; readonly isi: string }>> = {
  snapshot: { judul: 'Membaca sumber', isi: 'Isi sumber dibaca utuh sebelum satu baris pun dibandingkan.' },
  validasi: { judul: 'Memeriksa isi', isi: 'Baris yang tidak dapat dipercaya dikarantina, lainnya diteruskan.' },
  selisih: { judul: 'Membandingkan', isi: 'Tiap isian dibandingkan dengan yang ada di direktori.' },
  rem: { judul: 'Menimbang', isi: 'Bila terlalu banyak orang akan ditutup atau dibekukan, proses berhenti dan bertanya.' },
  penerapan: { judul: 'Menerapkan', isi: 'Semua perubahan ditulis sekaligus, atau tidak satu pun.' },
}

const REASONS: Readonly<Record<string, string>> = {
  'no-text': 'Berkasnya bukan teks: mungkin berkas Excel atau ZIP, bukan CSV.',
  'no-data': 'Berkasnya tidak berisi baris data.',
  'header': 'Baris judulnya tidak dikenal: kolom wajib tidak ada.',
  'truncated': 'Berkasnya terpotong di tengah baris.',
  'too-many-bad': 'Terlalu banyak baris yang rusak, sehingga isi lainnya pun tidak dipercaya.',
  'too-few': 'Isinya jauh lebih sedikit daripada sebelumnya.',
  'terputus': 'Mesin yang mengerjakannya berhenti di tengah jalan. Tidak ada yang berubah.',
  'gagal': 'Terjadi gangguan di pihak kami. Tidak ada yang berubah.',
  'berhenti': 'Layanan dimatikan di tengah jalan. Tidak ada yang berubah; jadwal berikutnya mengulanginya.',
  'sudah-menunggu': 'Selisih yang sama sudah menunggu izin pada proses lain.',
  'usang': 'Selisihnya sudah tidak ada: proses yang lebih baru sudah diterapkan.',
  'digantikan': 'Proses yang lebih baru bertanya tentang selisih lain.',
  'diteruskan': 'Setelah diizinkan, selisihnya diterapkan oleh proses berikutnya.',
  'tidak-dijawab': 'Tidak dijawab selama 30 hari.',
  'dibatalkan': 'Dibatalkan oleh petugas BKD.',
  'selisih-berubah': 'Isi direktori berubah sejak selisihnya diperlihatkan. Belum ada yang diterapkan: periksa selisih yang baru, lalu putuskan lagi.',
  'ditarik': 'Dibatalkan oleh petugas BKD.',
}

/** @returns why a run was refused or given up, in a sentence; undefined where there is nothing to say */
export function reasonWords(reason: string | null): string | undefined {
  if (reason === null) return undefined
  const source = /^sumber:(.+)$/.exec(reason)
  if (source) return `Sumbernya ${failureWords(source[1] ?? null)}.`
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : `Alasan: ${reason}.`
}
