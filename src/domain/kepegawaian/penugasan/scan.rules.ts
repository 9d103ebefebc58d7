import { paperKind, type PaperKind } from '../../../kernel/lib/file-kind.ts'

/** The scan of a letter: what it is its first bytes say, not its name. */

export const SCAN_KINDS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const satisfies Record<PaperKind, string>
export type ScanKind = PaperKind

/** A page or two at 200 dpi; also what a sealed row may hold without hurting anybody who reads it. */
export const MOST_SCAN_BYTES = 2 * 1024 * 1024

/** @returns what is wrong with a scan, undefined for one that can be kept */
export function scanMistake(bytes: Buffer | undefined): 'pindaian-kosong' | 'pindaian-jenis' | 'pindaian-besar' | undefined {
  if (bytes === undefined || bytes.length === 0) return 'pindaian-kosong'
  if (bytes.length > MOST_SCAN_BYTES) return 'pindaian-besar'
  return paperKind(bytes) === undefined ? 'pindaian-jenis' : undefined
}
