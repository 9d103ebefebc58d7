/** Sources, and what keeps them from being read, as BKD calls them. */
import type { SourceDownCode } from '../../domain/kepegawaian/source/source.ts'

const SOURCES: Readonly<Record<string, string>> = {
  'siasn': 'Paket ekspor SIASN', 'simpeg': 'Basis data SIMPEG', 'simpeg-api': 'API SIMPEG',
}

/** @returns the name of a source in words; one that nobody named keeps its own */
export const sourceName = (sumber: string): string => SOURCES[sumber] ?? sumber

const FAILURES: Readonly<Record<SourceDownCode, string>> = {
  'unreachable': 'tidak dapat dihubungi',
  'outside-allow-list': 'alamatnya di luar jaringan yang diizinkan',
  'certificate': 'sertifikatnya tidak dipercaya',
  'timeout': 'tidak menjawab pada waktunya',
  'unauthorized': 'menolak akun atau token kita',
  'busy': 'terlalu sibuk',
  'failed': 'mengalami gangguan sendiri',
  'redirect': 'mengalihkan ke alamat lain, dan pengalihan tidak diikuti',
  'content-type': 'menjawab dengan bentuk yang bukan JSON',
  'malformed': 'menjawab dengan isi yang tidak dikenal perjanjiannya',
  'too-large': 'menjawab lebih banyak daripada yang dibaca',
  'incomplete': 'tidak memberi semua yang dikatakannya ada',
  'unstable': 'berubah terus selama dibaca',
  'schema': 'tidak mempunyai tabel atau kolom yang diperlukan',
  'writable': 'memberi akun yang boleh menulis; akun itu harus hanya boleh membaca',
}

/** @returns what keeps a source from being read, in words; a code that nobody translated stays vague */
export function failureWords(code: string | null): string {
  return code !== null && Object.hasOwn(FAILURES, code) ? FAILURES[code as SourceDownCode] : 'gagal dibaca'
}
