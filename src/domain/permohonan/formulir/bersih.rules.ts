const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g
/** Characters that reorder or hide text around them: a host or a name must read as it is. Unicode TR 36, section 3. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** @returns a text as it can be stored and shown: no control or invisible characters, line ends as LF, no blanks around it */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(INVISIBLE, '').trim()

/** Deeper is no key set. */
const DEEPEST = 8

/** @returns a value of JSON with every text in it cleaned (PostgreSQL's jsonb knows no NUL); undefined stays undefined */
export function cleanJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === DEEPEST) return null
  if (Array.isArray(value)) return value.map((one) => cleanJson(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [cleanText(name), cleanJson(one, depth + 1)]))
}
