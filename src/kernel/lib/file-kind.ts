/** What a file is its bytes say, not its name. */

/** PDF (ISO 32000-2 section 7.5.2), JPEG (ITU T.81 annex B), PNG (section 5.2). */
const MAGIC = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
] as const

export type PaperKind = typeof MAGIC[number][0]

/** @returns the kind of a scan or a printed document by its first bytes; undefined for anything else */
export function paperKind(bytes: Buffer): PaperKind | undefined {
  return MAGIC.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic))?.[0]
}
