/** Receipts of logout tokens in words: of a person's file, and of the pages of the application that was told. */
import type { Receipt } from '../domain/sessions/pengiriman/receipts.queries.ts'
import { instantInWords } from './kerja.rules.ts'

/** A cell of the macro `tabel`. */
type Cell = string | { readonly teks: string; readonly kecil?: string; readonly lencana?: string }

const RECEIPTS: Readonly<Record<string, string>> = {
  'accepted': 'diterima',
  'the application is not open': 'aplikasi sedang ditutup atau ditangguhkan',
  'it is not to be told any more': 'aplikasi tidak lagi minta diberi tahu',
  'nobody listens there': 'tidak ada yang menjawab di alamatnya',
  'the connection was cut': 'sambungan diputus',
  'it does not speak TLS': 'tidak berbicara TLS',
  'it does not speak HTTP': 'tidak berbicara HTTP',
  'the host has no address': 'nama hostnya tidak mempunyai alamat',
  'the host cannot be reached': 'hostnya tidak dapat dijangkau',
  'the certificate is of another host': 'sertifikatnya milik host lain',
  'the certificate has expired': 'sertifikatnya kedaluwarsa',
  'the certificate is not trusted': 'sertifikatnya tidak dipercaya',
  'no answer in time': 'tidak menjawab pada waktunya',
  'answer is too large': 'jawabannya terlalu besar',
  'destination is outside OUTBOUND_CIDRS': 'alamatnya di luar jaringan yang diizinkan',
}

/** @returns a receipt in words; what nobody translated stays vague */
export function receiptWords(receipt: string | null): string {
  if (receipt === null) return 'terputus: proses yang mengirim berhenti'
  const status = /^it answered (\d+)$/.exec(receipt)?.[1]
  return status === undefined ? RECEIPTS[receipt] ?? 'tidak terkirim' : `menjawab ${status}`
}

const REASONS: Readonly<Record<string, string>> = {
  'keluar': 'keluar sendiri', 'dibekukan': 'akun dibekukan', 'berhenti': 'tidak boleh masuk lagi menurut data kepegawaian',
  'sandi-diganti': 'kata sandi diganti', 'diakhiri-pemilik': 'diakhiri sendiri dari sesi lain',
  'faktor-disetel-ulang': 'langkah kedua disetel ulang', 'kunci-dicabut': 'kunci sandi dicabut',
}

/** @returns why a session ended, in words */
const reasonWords = (sebab: string): string => REASONS[sebab] ?? sebab

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** @returns a length of time in the one unit that matters, "0,8 detik", "12 jam" */
export function durationInWords(ms: number): string {
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1).replace('.', ',')} detik`
  if (ms < 2 * MINUTE_MS) return `${Math.round(ms / SECOND_MS)} detik`
  return ms < 2 * HOUR_MS ? `${Math.round(ms / MINUTE_MS)} menit` : `${Math.round(ms / HOUR_MS)} jam`
}

/** @returns the one line of a receipt, "SKP 0,8 detik", "LPSE menyerah setelah 12 jam" */
export function receiptLine({ nama, state, afterMs, attempts }: Receipt): string {
  if (state === 'waiting') return `${nama} belum tahu, ${attempts.length} kali dicoba`
  const after = durationInWords(afterMs ?? 0)
  return state === 'delivered' ? `${nama} ${after}` : `${nama} menyerah setelah ${after}`
}

const RECEIPT_BADGE = {
  'delivered': { teks: 'Tahu', lencana: 'ok' }, 'given-up': { teks: 'Menyerah', lencana: 'bad' },
  'waiting': { teks: 'Dicoba lagi', lencana: 'warn' },
} as const

/** @returns a row of the macro `tabel`: when and why, how it went, and every attempt */
export function receiptRow(receipt: Receipt): Cell[] {
  const tries = receipt.attempts.map(({ ke, mulai, lamaMs, receipt: words }) =>
    `${ke}. ${instantInWords(new Date(mulai))}: ${receiptWords(words)}${lamaMs === null ? '' : ` (${durationInWords(lamaMs)})`}`)
  const next = receipt.nextAt === null ? '' : ` Berikutnya ${instantInWords(receipt.nextAt)}.`
  return [
    { teks: receiptLine(receipt), kecil: `${reasonWords(receipt.sebab)}, ${instantInWords(receipt.createdAt)}` },
    RECEIPT_BADGE[receipt.state], `${tries.join('; ') || 'belum dicoba'}.${next}`,
  ]
}
