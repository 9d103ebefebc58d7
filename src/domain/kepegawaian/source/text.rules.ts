/** Which text a file of bytes is: spreadsheets and BKD's tools write several dialects of CSV (domain.md section 6). */
import { isUtf8 } from 'node:buffer'

export type Separator = ';' | ','

export type Text =
  | { readonly ok: true; readonly utf8: Buffer; readonly encoding: 'utf-8' | 'windows-1252' }
  | { readonly ok: false; readonly why: 'empty' | 'utf-16' | 'binary' }

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * @param bytes the whole file
 * @returns it as UTF-8 without byte order mark. What is no valid UTF-8 is windows-1252, the superset of latin-1 that
 *   spreadsheets write; every byte means something there, so this never fails.
 */
export function readText(bytes: Buffer): Text {
  if (bytes.length === 0) return { ok: false, why: 'empty' }
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff') return { ok: false, why: 'utf-16' }
  if (bytes.includes(0)) return { ok: false, why: 'binary' }
  if (isUtf8(bytes)) {
    const utf8 = bytes.subarray(0, 3).equals(BOM) ? bytes.subarray(3) : bytes
    return utf8.length === 0 ? { ok: false, why: 'empty' } : { ok: true, utf8, encoding: 'utf-8' }
  }
  const utf8 = Buffer.from(new TextDecoder('windows-1252').decode(bytes))
  return { ok: true, utf8, encoding: 'windows-1252' }
}

/** @returns the separator that the header has more of, outside quotation marks; a comma when it has none */
export function recogniseSeparator(header: string): Separator {
  const bare = header.replace(/"[^"]*"/g, '')
  return bare.split(';').length > bare.split(',').length ? ';' : ','
}

/** @returns the first line, without its end */
export function firstLine(utf8: Buffer): string {
  const end = utf8.findIndex((byte) => byte === 0x0a || byte === 0x0d)
  return utf8.subarray(0, end === -1 ? utf8.length : end).toString()
}

/** @returns whether the last line has its line end: without it the file may have been cut off */
export function endsWithLineEnd(utf8: Buffer): boolean {
  const last = utf8.at(-1)
  return last === 0x0a || last === 0x0d
}
