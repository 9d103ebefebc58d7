import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { FORMAT, fingerprint, foldPassword, readCommonPasswords } from '../../src/domain/accounts/common-passwords.ts'
import { generate, readWords } from './kebiasaan.ts'

const WORDS = new URL('./kata-dasar.txt', import.meta.url)
const TARGET = new URL('./sandi-umum.bin', import.meta.url)

/** A shorter one cannot be chosen anyway. */
const MIN_LENGTH = 8

/** @returns the lines of a file that count, folded: at least eight code points */
export function readObserved(text: string): Set<string> {
  const folded = text.split(/\r?\n/).map(foldPassword)
  return new Set(folded.filter((password) => [...password].length >= MIN_LENGTH))
}

/**
 * Writes the file that `readCommonPasswords` reads; FORMAT says how.
 * @param observed folded passwords from leaks
 * @param generated folded passwords made by rule; those observed too count as observed
 * @throws Error when one pair of bytes begins more than 255 fingerprints (then the format needs a wider count)
 */
export function pack(observed: ReadonlySet<string>, generated: ReadonlySet<string>): Buffer {
  const hex = (password: string): string => fingerprint(password).toString('hex')
  const seen = new Set(Array.from(observed, hex))
  const prints = [...new Set([...seen, ...Array.from(generated, hex)])].sort()

  const head = Buffer.alloc(FORMAT.header + FORMAT.buckets)
  head.write(FORMAT.magic, 'latin1')
  head.writeUInt32BE(prints.length, 4)
  head.writeUInt32BE(seen.size, 8)
  for (const print of prints) {
    const at = FORMAT.header + Number.parseInt(print.slice(0, 4), 16)
    if (head.readUInt8(at) === 255) throw new Error(`more than 255 fingerprints begin with ${print.slice(0, 4)}`)
    head.writeUInt8(head.readUInt8(at) + 1, at)
  }
  return Buffer.concat([head, Buffer.from(prints.map((print) => print.slice(4)).join(''), 'hex')])
}

/** Builds the list from the files named, proves that nothing is missing in it, writes it and says what it holds. */
function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true })
  if (positionals.length === 0) {
    process.stderr.write('usage: node seeds/sandi-umum/build.ts <text file, one password a line>...\n')
    process.exit(2)
  }
  const observed = readObserved(positionals.map((path) => readFileSync(path, 'utf8')).join('\n'))
  const generated = new Set(Array.from(generate(readWords(readFileSync(WORDS, 'utf8'))), foldPassword))
  const both = [...generated].filter((password) => observed.has(password)).length

  const file = pack(observed, generated)
  const list = readCommonPasswords(file)
  const missing = [...observed, ...generated].filter((password) => !list.has(password)).length
  if (missing > 0) throw new Error(`${missing} passwords are not found in the file made of them`)
  writeFileSync(TARGET, file)
  process.stdout.write(`${JSON.stringify({
    observed: observed.size, generated: generated.size, both, entries: list.entries, bytes: file.length,
  })}\n`)
}

if (import.meta.main) main()
