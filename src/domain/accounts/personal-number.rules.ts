/** What people put between the groups of a number: blanks and every kind of dash, dot, stroke, comma, underscore. */
const SEPARATOR = '[\\s\\p{P}]'
const SEPARATORS_BETWEEN_DIGITS = new RegExp(`(?<=\\d)${SEPARATOR}+(?=\\d)`, 'gu')

/** Names and short forms of the months, Indonesian first; English short forms are typed too. */
const MONTHS = [
  'januari|january|jan',
  'februari|february|pebruari|feb|peb',
  'maret|march|mar',
  'april|apr',
  'mei|may',
  'juni|june|jun',
  'juli|july|jul',
  'agustus|august|agust|agus|ags|agt|aug',
  'september|sept|sep',
  'oktober|october|okt|oct',
  'november|nopember|nov|nop',
  'desember|december|des|dec',
]

/** @returns the text with its digit groups joined: `19900101 201503 1 001` becomes `199001012015031001` */
function joinDigits(text: string): string {
  return text.replace(SEPARATORS_BETWEEN_DIGITS, '')
}

/**
 * Does a password contain this number, in one piece or in groups with separators between them?
 * @param password NFKC, so that full-width digits are plain ones
 * @param nip a NIP of 18 digits, an old one of 9, or the number of a person without one, whose digits alone count
 * @throws TypeError when `nip` is anything else
 */
export function containsNip(password: string, nip: string): boolean {
  const [, digits] = /^(\d{9}|\d{18})$/.exec(nip) ?? /^BTN(\d{10})$/.exec(nip) ?? []
  if (!digits) throw new TypeError('a NIP to compare with has 18 digits, an old one 9, and BTN stands before 10')
  return joinDigits(password).includes(digits)
}

/**
 * Does a password contain this day, as people in Indonesia write it? YYYYMMDD, DDMMYYYY, YYMMDD, DDMMYY and DMYYYY,
 * in one piece or with separators; 1-2-1980 and 1980/2/1 with separators; 1 Februari 1980, 01feb80.
 * @param password NFKC
 * @param lahir `YYYY-MM-DD`
 * @throws TypeError when `lahir` has another form
 */
export function containsBirthDate(password: string, lahir: string): boolean {
  const [, yyyy, mm, dd] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(lahir) ?? []
  const month = MONTHS[Number(mm) - 1]
  if (!yyyy || !mm || !dd || !month) throw new TypeError('a birth date to compare with is YYYY-MM-DD')
  const yy = yyyy.slice(2)
  const [d, m] = [String(Number(dd)), String(Number(mm))]

  const joined = joinDigits(password)
  const pieces = [yyyy + mm + dd, dd + mm + yyyy, yy + mm + dd, dd + mm + yy]
  if (pieces.some((piece) => joined.includes(piece))) return true

  // Without leading zeros a short year needs separators or a month in words: 1180 alone would be too many things. And
  // nothing may stand before the day: 21-2-1980 is not 1-2-1980.
  const spellings = [
    `(?<!\\d)${d}${m}${yyyy}`,
    `(?<!\\d)0?${d}${SEPARATOR}+0?${m}${SEPARATOR}+(?:${yyyy}|${yy}(?!\\d))`,
    `(?:${yyyy}|(?<!\\d)${yy})${SEPARATOR}+0?${m}${SEPARATOR}+0?${d}(?!\\d)`,
    `(?<!\\d)0?${d}${SEPARATOR}*(?:${month})${SEPARATOR}*(?:${yyyy}|${yy}(?!\\d))`,
  ]
  return new RegExp(spellings.join('|'), 'iu').test(password)
}
