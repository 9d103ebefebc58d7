/**
 * The generated part of the blocklist: how people here make a password out of a word. Deterministic, so that
 * `sandi-umum.bin` can be made again byte by byte from the same words.
 */

/** Letters that are swapped together, all of them: the "alay" spelling, and the @ that passes for a symbol. */
const SPELLINGS: ReadonlyMap<string, string>[] = [
  new Map(),
  new Map([['a', '4'], ['i', '1'], ['e', '3'], ['o', '0'], ['s', '5']]),
  new Map([['a', '@']]),
]

/** First to last year: of birth, of marriage, this one and some to come; also as two digits. */
const YEARS = [1960, 2035] as const
const SYMBOL_YEARS = [2010, 2035] as const

/** What is put behind a word most of all; behind its other spellings nothing else. */
const TAILS = [
  '', '1', '12', '123', '1234', '12345', '123456', '01', '45', '99', '321',
  '!', '@', '#', '.', '@1', '@12', '@123', '@1234', '@12345', '#1', '#123', '_123', '.123', '-123', '*123', '!123',
  '123!', '123@', '123#', '123.', '1!',
]

/** Behind the plain spelling besides. 17845 is 17 August 1945; 1927, 1928, 1933 are founding years of clubs. */
const MORE_TAILS = [
  '000', '001', '007', '100', '111', '222', '333', '555', '666', '777', '786', '888', '999', '4321', '54321', '1111',
  '1927', '1928', '1933', '1945', '17845', '170845', '17081945', '1234567', '12345678', '123456789',
  'oke', 'ku', 'banget',
]

/** Whole numbers from..to as text. */
function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
}

/** @returns the words of kata-dasar.txt: blank-separated, lines with # left out */
export function readWords(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith('#'))
  return [...new Set(lines.join(' ').split(/\s+/).filter((word) => word !== ''))]
}

/**
 * @param words base words, lower case
 * @returns every password the habits make of them, shorter than eight code points left out
 */
export function generate(words: string[]): Set<string> {
  const years = numbers(...YEARS)
  const plainTails = [
    ...TAILS, ...MORE_TAILS, ...numbers(0, 9), ...years, ...years.map((year) => year.slice(2)),
    ...numbers(...SYMBOL_YEARS).map((year) => `@${year}`),
  ]
  const passwords = new Set<string>()
  for (const word of words) {
    for (const spelling of SPELLINGS) {
      const stem = Array.from(word, (letter) => spelling.get(letter) ?? letter).join('')
      for (const tail of stem === word ? plainTails : TAILS) passwords.add(stem + tail)
    }
    passwords.add(word + word)
  }
  return new Set([...passwords].filter((password) => password.length >= 8))
}
