/** The scan of a letter: what it is its first bytes say, not its name. */

export const SCAN_KINDS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const
export type ScanKind = keyof typeof SCAN_KINDS

/** A page or two at 200 dpi; also what a sealed row may hold without hurting anybody who reads it. */
export const MOST_SCAN_BYTES = 2 * 1024 * 1024

/** PDF (ISO 32000-2 section 7.5.2), JPEG (ITU T.81 annex B), PNG (section 5.2). */
const MAGIC: readonly (readonly [ScanKind, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
]

/** @returns undefined for what is none of the three kinds */
export function scanKind(bytes: Buffer): ScanKind | undefined {
  return MAGIC.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic))?.[0]
}

/** @returns what is wrong with a scan, undefined for one that can be kept */
export function scanMistake(bytes: Buffer | undefined): 'pindaian-kosong' | 'pindaian-jenis' | 'pindaian-besar' | undefined {
  if (bytes === undefined || bytes.length === 0) return 'pindaian-kosong'
  if (bytes.length > MOST_SCAN_BYTES) return 'pindaian-besar'
  return scanKind(bytes) === undefined ? 'pindaian-jenis' : undefined
}
