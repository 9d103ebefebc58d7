/** How alike two names are. Three letters at a time, as PostgreSQL's pg_trgm does, which not every server has. */
import { nameKey } from '../../pegawai/unit/unit-name.rules.ts'

/** What offices write short. Only what means one thing in the name of a unit. */
const SHORT: Readonly<Record<string, string>> = {
  bag: 'bagian', bid: 'bidang', dis: 'dinas', kab: 'kabupaten', kasi: 'seksi', ka: 'kepala', sekr: 'sekretariat',
  set: 'sekretariat', sie: 'seksi', subag: 'subbagian', subbag: 'subbagian', subbid: 'subbidang', upt: 'uptd',
}
/** Every unit is of the province. */
const EMPTY = new Set(['provinsi', 'prov', 'banten', 'pada', 'dan'])

/** @returns the words that tell units apart, short ones in full; all of them where nothing would be left */
export function tellingWords(nama: string): string[] {
  const words = nameKey(nama).split(' ').filter((word) => word !== '')
    .map((word) => Object.hasOwn(SHORT, word) ? SHORT[word] as string : word)
  const telling = words.filter((word) => !EMPTY.has(word))
  return telling.length > 0 ? telling : words
}

/** @returns each run of three letters of the words, with two blanks before a word and one behind it */
export function trigramsOf(words: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const word of words) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3))
  }
  return found
}

/** @returns 0 for nothing in common, 1 for the same runs: those in both over those in either */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const run of one) if (other.has(run)) common += 1
  const either = one.size + other.size - common
  return either === 0 ? 0 : common / either
}
