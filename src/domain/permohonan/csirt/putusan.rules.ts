import type { Pemeriksaan } from './pemeriksaan.queries.ts'
import type { TemuanTangan } from './temuan.queries.ts'

/**
 * Whether the team may let an application pass: a whole report about what is filed now, and where something in it failed or
 * a finding is open, a reason why it passes all the same.
 * @returns the sentence to the team, undefined where it may
 */
export function objectionToPass(
  report: Pick<Pemeriksaan, 'isi_hash' | 'tuntas_at' | 'temuan'> | undefined, byHand: readonly Pick<TemuanTangan, 'beres_at'>[],
  { isiHash, alasan }: { isiHash: Buffer; alasan: string },
): string | undefined {
  if (!report?.tuntas_at) return 'Jalankan pemeriksaan otomatis lebih dahulu, dan tunggu sampai selesai.'
  if (!report.isi_hash.equals(isiHash)) return 'Pemeriksaan otomatis yang terakhir memeriksa isi yang lama. Jalankan lagi.'
  const failed = report.temuan.filter(({ hasil }) => hasil === 'gagal').length
  const open = byHand.filter(({ beres_at: done }) => done === null).length
  return failed + open > 0 && alasan === ''
    ? `${failed} butir gagal dan ${open} temuan belum beres: tuliskan mengapa aplikasi ini lulus.` : undefined
}
