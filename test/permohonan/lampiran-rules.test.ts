import { deflateRawSync } from 'node:zlib'
import test from 'ava'
import { judgeFile, MOST_FILE_BYTES, shownName } from '../../src/domain/permohonan/formulir/lampiran.rules.ts'
import { PDF } from '../helpers/draf.ts'

const TYPES = (main: string): string => `<Types><Override PartName="/word/document.xml" ContentType="application/${main}"/></Types>`
const PLAIN = 'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** An archive as office programs write one. */
function zip(files: Readonly<Record<string, string>>, { flags = 0, comment = '' } = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...locals, list, end, Buffer.from(comment)])
}

const word = (more: Record<string, string> = {}, types = TYPES(PLAIN)) => ({ '[Content_Types].xml': types, 'word/document.xml': '<w/>', ...more })
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20), Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])])
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20), Buffer.from([0xff, 0xd9])])

for (const [title, bytes, mime] of [
  ['PDF', PDF, 'application/pdf'], ['PNG', png, 'image/png'], ['JPEG', jpeg, 'image/jpeg'],
  ['DOCX', zip(word()), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
] as const) {
  test(`kept: ${title}`, (t) => t.deepEqual(judgeFile(bytes), { ok: true, mime }))
}

for (const [title, bytes, salah] of [
  ['nothing', undefined, 'kosong'], ['no byte', Buffer.alloc(0), 'kosong'], ['too much', Buffer.concat([PDF, Buffer.alloc(MOST_FILE_BYTES)]), 'besar'],
  ['HTML', Buffer.from('<html><script>alert(1)</script>'), 'jenis'], ['SVG', Buffer.from('<svg onload="alert(1)"/>'), 'jenis'],
  ['a PDF behind something else', Buffer.concat([Buffer.from('<script>'), PDF]), 'jenis'], ['a program', Buffer.from('MZ\0\0'), 'jenis'],
  ['a PDF that runs', Buffer.concat([PDF.subarray(0, 9), Buffer.from('<< /OpenAction << /S /JavaScript /JS (x) >> >>\n%%EOF')]), 'aktif'],
  ['a PDF that carries', Buffer.concat([PDF.subarray(0, 9), Buffer.from('<< /EmbeddedFiles 2 0 R >>\n%%EOF')]), 'aktif'],
  ['a PDF that is an archive', Buffer.concat([PDF, zip(word())]), 'ganda'], ['a PNG with a tail', Buffer.concat([png, Buffer.from('<?php')]), 'ganda'],
  ['a PDF without an end', PDF.subarray(0, 20), 'ganda'], ['a JPEG that is an archive', Buffer.concat([jpeg, zip(word())]), 'ganda'],
  ['any archive', zip({ 'a.txt': 'x' }), 'jenis'], ['a DOCX with macros', zip(word({ 'word/vbaProject.bin': 'x' })), 'jenis'],
  ['a DOCX of the macro kind', zip(word({}, TYPES('vnd.ms-word.document.macroEnabled.main+xml'))), 'jenis'],
  ['a DOCX that carries a program', zip(word({ 'word/embeddings/oleObject1.bin': 'x' })), 'jenis'],
  ['a DOCX that leaves its folder', zip(word({ '../x': 'x' })), 'jenis'], ['a locked DOCX', zip(word(), { flags: 1 }), 'jenis'],
  ['a DOCX with a comment', zip(word(), { comment: 'x' }), 'jenis'], ['a DOCX behind something else', Buffer.concat([Buffer.from('x'), zip(word())]), 'jenis'],
  ['a DOCX with a tail', Buffer.concat([zip(word()), Buffer.from('x')]), 'jenis'], ['half a DOCX', zip(word()).subarray(0, 60), 'jenis'],
] as const) {
  test(`refused: ${title}`, (t) => t.deepEqual(judgeFile(bytes), { ok: false, salah }))
}

test('a name is shown without folders and what hides in it', (t) => {
  t.deepEqual(['../../etc/passwd', 'C:\\Temp\\surat.pdf', 'a\u202efdp.exe', '', 'a\nb', 'x'.repeat(200)].map(shownName),
    ['passwd', 'surat.pdf', 'afdp.exe', 'tanpa nama', 'a b', 'x'.repeat(120)])
})
