/**
 * A letter in parts, read from its text, so that what stands in the frame are the very words of the plain one.
 * The text is written for 72 columns: a blank line ends a paragraph; a link stands alone on its line; `- ` begins a point
 * of a list; four blanks set off what is to be copied; `--` alone on a line ends the letter and begins what stands below it.
 */
export type Block =
  | { readonly kind: 'paragraf'; readonly lines: readonly string[] }
  | { readonly kind: 'daftar'; readonly lines: readonly string[] }
  | { readonly kind: 'tautan'; readonly href: string }
  | { readonly kind: 'kode'; readonly text: string }

/** What begins a line of its own instead of going on with the one before: "Nama: ...". */
const LABEL = /^[\p{Lu}][\p{L} ]{0,30}: /u

/** @param text of a whole letter */
export function blocksOf(text: string): { isi: Block[]; kaki: Block[] } {
  const [isi = '', kaki = ''] = text.split(/^--$/m)
  return { isi: partsOf(isi), kaki: partsOf(kaki) }
}

const partsOf = (text: string): Block[] =>
  text.split(/\n\s*\n/).map((part) => part.replace(/^\n+|\s+$/g, '')).filter(Boolean).flatMap(blockOf)

function blockOf(part: string): Block[] {
  const lines = part.split('\n')
  if (lines.every((line) => line.startsWith('- '))) return [{ kind: 'daftar', lines: lines.map((line) => line.slice(2)) }]
  if (lines.every((line) => line.startsWith('    '))) return [{ kind: 'kode', text: part.trim() }]
  const [link = ''] = lines
  if (lines.length === 1 && /^https?:\/\/\S+$/.test(link)) return [{ kind: 'tautan', href: link }]
  const joined: string[] = []
  for (const line of lines) {
    if (joined.length === 0 || LABEL.test(line) || line.startsWith('- ')) joined.push(line)
    else joined.push(`${joined.pop() ?? ''} ${line}`)
  }
  return [{ kind: 'paragraf', lines: joined }]
}
