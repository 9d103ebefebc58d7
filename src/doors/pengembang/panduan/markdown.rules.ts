/**
 * The part of Markdown (CommonMark, with the tables of GFM) that our guides are written in, as blocks for a view: every text
 * in them is a text, which the view escapes. What is no such block is a paragraph.
 */

/** A run of text within a block; a link leads to an address on this host. */
export type Potongan =
  | { readonly jenis: 'teks' | 'kode' | 'tebal'; readonly teks: string }
  | { readonly jenis: 'tautan'; readonly teks: string; readonly href: string }

export type Baris = readonly Potongan[]

export type Blok =
  | { readonly jenis: 'judul'; readonly tingkat: number; readonly id: string; readonly isi: Baris; readonly teks: string }
  | { readonly jenis: 'alinea'; readonly isi: Baris }
  | { readonly jenis: 'daftar'; readonly urut: boolean; readonly butir: readonly Baris[] }
  | { readonly jenis: 'kode'; readonly teks: string }
  | { readonly jenis: 'tabel'; readonly kepala: readonly string[]; readonly baris: readonly (readonly Baris[])[] }

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((\/[^)\s]*)\)/g

/** @returns a line in its runs; what looks like none of them is text */
export function readInline(line: string): Baris {
  const runs: Potongan[] = []
  let from = 0
  for (const match of line.matchAll(INLINE)) {
    const [whole, code, bold, words, href = ''] = match
    if (match.index > from) runs.push({ jenis: 'teks', teks: line.slice(from, match.index) })
    from = match.index + whole.length
    if (code !== undefined) runs.push({ jenis: 'kode', teks: code })
    else if (bold !== undefined) runs.push(...readBold(bold))
    // "//host" would leave this host.
    else if (words !== undefined) runs.push(href.startsWith('//') ? { jenis: 'teks', teks: words } : { jenis: 'tautan', teks: words, href })
  }
  if (from < line.length) runs.push({ jenis: 'teks', teks: line.slice(from) })
  return runs
}

/** Code within bold is code. */
const readBold = (text: string): Potongan[] => text.split('`').map((one, index): Potongan =>
  ({ jenis: index % 2 === 1 ? 'kode' : 'tebal', teks: one })).filter(({ teks }) => teks !== '')

const plain = (runs: Baris): string => runs.map(({ teks }) => teks).join('')

/** @returns the anchor of a heading: its words in small letters with hyphens between them */
const anchorOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

const cellsOf = (line: string): string[] => line.replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim())

function readHeading(line: string): Blok {
  const [, marks = '#', words = ''] = /^(#{1,3}) (.*)$/.exec(line) ?? []
  const isi = readInline(words)
  return { jenis: 'judul', tingkat: marks.length, id: anchorOf(plain(isi)), isi, teks: plain(isi) }
}

function readTable([head = '', , ...rows]: readonly string[]): Blok {
  return {
    jenis: 'tabel', kepala: cellsOf(head).map((cell) => plain(readInline(cell))), baris: rows.map((row) => cellsOf(row).map(readInline)),
  }
}

const ITEM = /^(?:- |\d+\. )/

function readList(lines: readonly string[]): Blok {
  const items: string[] = []
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''))
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return { jenis: 'daftar', urut: /^\d/.test(lines[0] ?? ''), butir: items.map(readInline) }
}

/** @param lines of one block, without an empty line */
function readBlock(lines: readonly string[]): Blok {
  const [first = '', second = ''] = lines
  if (/^#{1,3} /.test(first)) return readHeading(first)
  if (first.startsWith('|') && /^\|[-|: ]+\|$/.test(second)) return readTable(lines)
  if (ITEM.test(first)) return readList(lines)
  return { jenis: 'alinea', isi: readInline(lines.join(' ')) }
}

/** @param source of a guide @returns its blocks in order */
export function readMarkdown(source: string): Blok[] {
  // Between fences nothing is read, empty lines neither.
  return source.replaceAll('\r\n', '\n').split(/^```[a-z]*\n([^]*?)^```$/m).flatMap((part, index): Blok[] => index % 2 === 1
    ? [{ jenis: 'kode', teks: part.trimEnd() }]
    : part.split(/\n{2,}/).map((block) => block.trim()).filter((block) => block !== '').map((block) => readBlock(block.split('\n'))))
}
