import type { Pemeriksaan } from '../../domain/permohonan/csirt/pemeriksaan.queries.ts'
import type { Bobot, TemuanTangan } from '../../domain/permohonan/csirt/temuan.queries.ts'
import { BANYAK_PERIKSA, type Hasil, PERIKSA } from '../../domain/permohonan/csirt/temuan.ts'
import { instantInWords } from '../kerja.rules.ts'
import type { Lencana } from '../permohonan.kata.ts'

// The report of the team as its page shows it.

export const HASIL_WORDS: Readonly<Record<Hasil, Lencana>> = {
  'lulus': { teks: 'Lulus', lencana: 'ok' }, 'gagal': { teks: 'Gagal', lencana: 'bad' }, 'tidak-dapat': { teks: 'Tidak dapat diperiksa', lencana: 'warn' },
}

export const BOBOT_WORDS: Readonly<Record<Bobot, Lencana>> = {
  tinggi: { teks: 'Tinggi', lencana: 'bad' }, sedang: { teks: 'Sedang', lencana: 'warn' }, rendah: { teks: 'Rendah', lencana: '' },
}

/** @returns the newest report, undefined where there was none; `usang`: about another form than what is filed now */
export function reportOf(report: Pemeriksaan | undefined, hash: Buffer | null) {
  if (!report) return undefined
  const { temuan, diminta_at: asked, peminta, tuntas_at: done, isi_hash: about } = report
  const count = (hasil: Hasil): number => temuan.filter((one) => one.hasil === hasil).length
  return {
    kapan: `diminta ${peminta}, ${instantInWords(asked)}`, usang: hash !== null && !about.equals(hash),
    kemajuan: done ? undefined : { selesai: temuan.length, dari: BANYAK_PERIKSA, kata: `${temuan.length} dari ${BANYAK_PERIKSA} butir` },
    hitungan: `${count('lulus')} lulus, ${count('gagal')} gagal, ${count('tidak-dapat')} tidak dapat diperiksa dari sini.`,
    baris: temuan.map(({ periksa, hasil, rincian }) => [PERIKSA[periksa], HASIL_WORDS[hasil], rincian]),
  }
}

/** @returns findings by hand for a table */
export const findingRows = (byHand: readonly TemuanTangan[]) => byHand.map(({ bobot, uraian, oleh, at, beres, beres_at: done }) => [
  BOBOT_WORDS[bobot], { teks: uraian, kecil: `${oleh}, ${instantInWords(at)}` },
  done ? { teks: 'Beres', lencana: 'ok', kecil: `${beres ?? ''}, ${instantInWords(done)}` } : { teks: 'Terbuka', lencana: 'warn' },
])
