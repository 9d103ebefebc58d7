import { inflateRawSync } from 'node:zlib'

/** Just enough of ZIP (APPNOTE 6.3.10) and of Office Open XML (ECMA-376 part 2) to tell a plain document. */

interface Entry {
  readonly name: string
  readonly isEncrypted: boolean
  readonly method: number
  readonly packed: number
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
/** More is no letter. */
const MOST_ENTRIES = 2000
const MOST_TYPES_BYTES = 1024 * 1024

/** @returns the entries of an archive that ends right behind its directory; undefined for anything else */
function entriesOf(bytes: Buffer): Entry[] | undefined {
  if (bytes.length < END_BYTES || bytes.readUInt32LE(0) !== LOCAL) return undefined
  const end = bytes.length - END_BYTES
  // A comment behind the end is a place for another file.
  if (bytes.readUInt32LE(end) !== END || bytes.readUInt16LE(end + 20) !== 0) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES || at + bytes.readUInt32LE(end + 12) !== end) return undefined
  const entries: Entry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) return undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength), isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return at === end ? entries : undefined
}

/** @returns the text of an entry, undefined where it does not unpack within its limit */
function textOf(bytes: Buffer, { offset, method, packed }: Entry): string | undefined {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return undefined
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const content = bytes.subarray(start, start + packed)
  if (method === 0) return content.length <= MOST_TYPES_BYTES ? content.toString('utf8') : undefined
  if (method !== 8) return undefined
  try {
    return inflateRawSync(content, { maxOutputLength: MOST_TYPES_BYTES }).toString('utf8')
  } catch {
    return undefined
  }
}

const TYPES = '[Content_Types].xml'
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const isUnsafe = ({ name, isEncrypted }: Entry): boolean => isEncrypted || /(^|\/)\.\.?(\/|$)|^\/|\\|\0/.test(name)
/** Macros, and programs put into a document. */
const isActive = ({ name }: Entry): boolean => /vba|macro|activex|\.(exe|dll|js|vbs|ole|scr)$|embeddings\/.*\.bin$/i.test(name)

/** @returns whether a file is a Word document without macros, embedded programs or anything behind its end */
export function isPlainDocx(bytes: Buffer): boolean {
  const entries = entriesOf(bytes)
  const types = entries?.find(({ name }) => name === TYPES)
  if (!entries || !types || !entries.some(({ name }) => name === 'word/document.xml')) return false
  if (entries.some((entry) => isUnsafe(entry) || isActive(entry))) return false
  const text = textOf(bytes, types) ?? ''
  return text.includes(DOCUMENT) && !/macroEnabled|vbaProject|activeX/i.test(text)
}
