import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * The blocklist in memory: not the passwords but five bytes of the SHA-256 of each folded one, sorted.
 *
 * File, numbers big-endian:
 *   0  4 bytes  'SDU1'
 *   4  uint32   how many fingerprints
 *   8  uint32   how many of them were observed in real leaks (the rest is generated, see seeds/sandi-umum/README.md)
 *  12  65,536 bytes  how many fingerprints begin with each pair of bytes
 *  then the other three bytes of every fingerprint, in order
 *
 * Whoever is in the list is always found. Whoever is not is refused with the chance entries / 2^40.
 */
export const FORMAT = { magic: 'SDU1', header: 12, buckets: 65_536, prefix: 2, rest: 3, bytes: 5 } as const

const SHIPPED = new URL('../../../seeds/sandi-umum/sandi-umum.bin', import.meta.url)

export interface CommonPasswords {
  /** @returns whether the whole password, whatever its capitals and width, is on the list */
  has(password: string): boolean
  readonly entries: number
  readonly observed: number
}

/**
 * Two spellings of a password that attackers try as one: NFKC and case folding. Up, then down folds what down alone
 * leaves apart (ß and ss, the two small sigmas).
 */
export function foldPassword(password: string): string {
  return password.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

/** @returns the bytes under which the list knows a folded password */
export function fingerprint(folded: string): Buffer {
  return hash('sha256', folded, 'buffer').subarray(0, FORMAT.bytes)
}

/**
 * @param file the whole file, kept and searched as it is
 * @throws Error when it is damaged: a service without its blocklist must not accept passwords
 */
export function readCommonPasswords(file: Buffer): CommonPasswords {
  const { magic, header, buckets, prefix, rest } = FORMAT
  if (file.toString('latin1', 0, 4) !== magic || file.length < header + buckets) {
    throw new Error('the list of common passwords is damaged: no such format')
  }
  const entries = file.readUInt32BE(4)
  const starts = new Uint32Array(buckets + 1)
  for (let i = 0; i < buckets; i += 1) starts[i + 1] = (starts[i] ?? 0) + file.readUInt8(header + i)
  const body = file.subarray(header + buckets)
  if (starts[buckets] !== entries || body.length !== entries * rest) {
    throw new Error('the list of common passwords is damaged: its counts do not agree')
  }

  return {
    entries,
    observed: file.readUInt32BE(8),
    has(password) {
      const print = fingerprint(foldPassword(password))
      const bucket = print.readUInt16BE(0)
      const wanted = print.readUIntBE(prefix, rest)
      const end = starts[bucket + 1] ?? 0
      for (let at = starts[bucket] ?? 0; at < end; at += 1) {
        if (body.readUIntBE(at * rest, rest) === wanted) return true
      }
      return false
    },
  }
}

/** Reads the list that is shipped; a few milliseconds, once, at start. */
export function loadCommonPasswords(): CommonPasswords {
  return readCommonPasswords(readFileSync(SHIPPED))
}
