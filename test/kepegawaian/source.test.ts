import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { type Feed, PEGAWAI } from '../../src/domain/kepegawaian/feed.ts'
import { FeedRefusal } from '../../src/domain/kepegawaian/refusal.ts'
import { readBundle } from '../../src/domain/kepegawaian/source/bundle.ts'
import { readBundleFiles } from '../../src/domain/kepegawaian/source/files.ts'
import { readSheet } from '../../src/domain/kepegawaian/source/sheet.ts'
import { readText, recogniseSeparator } from '../../src/domain/kepegawaian/source/text.rules.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { folderOf, pegawai, pegawaiCsv, penugasan, penugasanCsv, rows, unor, unorCsv } from './feeds.ts'

/** The bundle as a source: which text a file is, which lines and cells it has, and when it cannot be trusted. */

const SPEC = { required: ['id', 'nama'], optional: ['kode'] } as const
const sheet = (text: string | Buffer) => readSheet('x.csv', Buffer.from(text), SPEC)
const cellsOf = async (text: string | Buffer): Promise<unknown[]> =>
  (await sheet(text)).lines.map(({ line, cells }) => [line, cells.id, cells.nama])

const separators: [header: string, separator: ';' | ','][] = [
  ['a;b;c', ';'], ['a,b,c', ','], ['a', ','], ['"a,b,c";d', ';'], ['"a;b;c",d', ','], ['', ','],
]
for (const [header, separator] of separators) {
  test(`the separator of ${header || 'nothing'} is ${separator}`, (t) => t.is(recogniseSeparator(header), separator))
}

test('UTF-8 with and without byte order mark is itself', (t) => {
  for (const text of ['Rénata\n', '\uFEFFRénata\n']) {
    const read = readText(Buffer.from(text))
    t.deepEqual(read.ok && [read.utf8.toString(), read.encoding], ['Rénata\n', 'utf-8'])
  }
})

test('what is no UTF-8 is windows-1252: latin-1 letters and the typographic marks between them', (t) => {
  const read = readText(Buffer.from([0x52, 0xe9, 0x6e, 0x92, 0x80, 0x0a]))
  t.deepEqual(read.ok && [read.utf8.toString(), read.encoding], ['Rén’€\n', 'windows-1252'])
})

const noText: [title: string, bytes: Buffer, why: string][] = [
  ['nothing', Buffer.alloc(0), 'empty'],
  ['a byte order mark alone', Buffer.from('\uFEFF'), 'empty'],
  ['UTF-16', Buffer.from('\uFEFFid;nama\n', 'utf16le'), 'utf-16'],
  ['a spreadsheet', Buffer.from('PK\u0003\u0004\u0000\u0000'), 'binary'],
]
for (const [title, bytes, why] of noText) {
  test(`${title} is no text`, (t) => t.deepEqual(readText(bytes), { ok: false, why } as never))
}

const forms: [title: string, text: string, lines: unknown[]][] = [
  ['semicolons and LF', 'id;nama\n1;A\n2;B\n', [[2, '1', 'A'], [3, '2', 'B']]],
  ['commas and CRLF', 'id,nama\r\n1,A\r\n2,B\r\n', [[2, '1', 'A'], [3, '2', 'B']]],
  ['line ends that change', 'id;nama\n1;A\r\n2;B\n', [[2, '1', 'A'], [3, '2', 'B']]],
  ['another order and more columns', 'x;NAMA;Id \n?;A;1\n', [[2, '1', 'A']]],
  ['empty lines in between', 'id;nama\n\n1;A\n\n\n2;B\n', [[3, '1', 'A'], [6, '2', 'B']]],
  ['lines of separators alone', 'id;nama\n1;A\n;\n;\n', [[2, '1', 'A']]],
  ['quoted separators and quotes', 'id;nama\n1;"A; ""B"""\n', [[2, '1', 'A; "B"']]],
  ['a quotation mark in the middle', 'id;nama\n1;A"B\n2;C\n', [[2, '1', 'A"B'], [3, '2', 'C']]],
  ['quoted line ends, CRLF', 'id;nama\r\n1;"A\r\nB"\r\n2;C\r\n', [[2, '1', 'A\r\nB'], [4, '2', 'C']]],
]
for (const [title, text, lines] of forms) {
  test(`reads ${title}`, async (t) => t.deepEqual(await cellsOf(text), lines))
}

test('an optional column that is absent says nothing, an empty one says nothing is there', async (t) => {
  const absent = await sheet('id;nama\n1;A\n')
  t.deepEqual([absent.absent, absent.lines[0]?.cells.kode], [['kode'], undefined])
  const empty = await sheet('id;nama;kode\n1;A;\n')
  t.deepEqual([empty.absent, empty.lines[0]?.cells.kode], [[], ''])
})

test('a line in the middle with another number of columns is bad by itself', async (t) => {
  const read = await sheet('id;nama\n1;A;x\n2\n3;C\n')
  t.deepEqual(read.unreadable.map(({ line, reason }) => [line, reason]), [[2, 'columns'], [3, 'columns']])
  t.deepEqual(read.lines.map(({ line }) => line), [4])
})

test('an unclosed quotation mark names every line it swallowed', async (t) => {
  const read = await sheet('id;nama\n1;"A\n2;B\n3;C"\n4;D\n')
  t.deepEqual(read.unreadable.map(({ line, reason }) => [line, reason]), [[2, 'quotes'], [3, 'quotes'], [4, 'quotes']])
  t.deepEqual(read.lines.map(({ line }) => line), [5])
})

test('latin-1 is read and said', async (t) => {
  const read = await sheet(Buffer.from('id;nama\n1;R\xe9nata\n', 'latin1'))
  t.is(read.lines[0]?.cells.nama, 'Rénata')
  t.deepEqual(read.remarks, [{ file: 'x.csv', line: 1, field: '', reason: 'read-as-windows-1252' }])
})

const refused: [title: string, text: string, code: string, words: RegExp][] = [
  ['an empty file', '', 'no-text', /x\.csv is empty/],
  ['text that is no table', 'Yth. Bapak\n', 'header', /misses id, nama/],
  ['a missing column', 'nama;kode\nA;1\n', 'header', /misses id\./],
  ['a column that comes twice', 'id;nama;ID\n1;A;2\n', 'header', /more than one column id/],
  ['a last line without line end', 'id;nama\n1;A\n2;B', 'truncated', /no line end/],
  ['a last line that is too short', 'id;nama\n1;A\n2\n', 'truncated', /line of x\.csv \(3\) has 1 columns .* 2/],
  ['a last line that is too long', 'id;nama\n1;A\n2;B;C\n', 'truncated', /has 3 columns/],
  ['a quotation mark open at the end', 'id;nama\n1;"A\n2;B\n', 'truncated', /inside a quoted text/],
]
for (const [title, text, code, words] of refused) {
  test(`refuses ${title}`, async (t) => {
    const error = await t.throwsAsync(sheet(text), { instanceOf: FeedRefusal, message: words })
    t.is(error?.code, code as FeedRefusal['code'])
    t.regex(error?.message ?? '', /Nothing was changed\.$/)
  })
}

async function bundleOf(t: ExecutionContext, files: Record<string, string>): Promise<Feed> {
  return readBundle(await readBundleFiles(await folderOf(t, files)))
}

test('a bundle of three files names what it does not have', async (t) => {
  const feed = await bundleOf(t, {
    'pegawai.csv': pegawaiCsv(rows(1, 2), { without: ['eselon_id', 'tgl_meninggal'] }),
    'UNOR.CSV': unorCsv([unor('U1', '', 'Contoh')], { without: ['kode'] }),
    'penugasan.csv': penugasanCsv([penugasan('P1')]),
    'catatan.txt': 'x',
  })
  t.deepEqual(feed.missing, ['eselon_id', 'tgl_meninggal', 'unor.csv:kode'])
  t.deepEqual([feed.pegawai.lines.length, feed.unor?.lines.length, feed.penugasan?.lines.length], [2, 1, 1])
  t.is(feed.sumber, 'siasn')
})

test('pegawai.csv alone, as a folder or by its own name, is a bundle of the same content', async (t) => {
  const text = pegawaiCsv(rows(1, 1))
  const folder = await folderOf(t, { 'pegawai.csv': text })
  const [whole, single] = [await readBundleFiles(folder), await readBundleFiles(join(folder, 'pegawai.csv'))]
  t.deepEqual(whole.sha256, createHash('sha256').update(text).digest())
  t.deepEqual(single.sha256, whole.sha256)
  t.deepEqual((await readBundle(single)).missing, ['unor.csv', 'penugasan.csv'])
})

test('the hash of a bundle knows every file', async (t) => {
  const hash = async (files: Record<string, string>): Promise<string> =>
    (await readBundleFiles(await folderOf(t, files))).sha256.toString('hex')
  const one = { 'pegawai.csv': 'a', 'unor.csv': 'b', 'penugasan.csv': 'c' }
  t.is(await hash(one), await hash(one))
  for (const file of Object.keys(one)) t.not(await hash({ ...one, [file]: 'x' }), await hash(one), file)
})

test('no person is a refusal, no assignment is none', async (t) => {
  const assigned = await bundleOf(t, { 'pegawai.csv': pegawaiCsv([pegawai(1)]), 'penugasan.csv': penugasanCsv([]) })
  t.deepEqual(assigned.penugasan?.lines, [])
  const error = await t.throwsAsync(bundleOf(t, { 'pegawai.csv': pegawaiCsv([]) }), { instanceOf: FeedRefusal })
  t.is(error?.code, 'no-data')
})

test('every required column is missed by its name', async (t) => {
  for (const column of PEGAWAI.required) {
    const text = pegawaiCsv([pegawai(1)], { without: [column] })
    await t.throwsAsync(bundleOf(t, { 'pegawai.csv': text }), { message: new RegExp(`misses ${column}\\.`) })
  }
})

test('paths that hold no bundle: one sentence each', async (t) => {
  const folder = await folderOf(t, { 'lain.csv': 'x' })
  await mkdir(join(folder, 'dalam'))
  await mkdir(join(folder, 'dalam', 'pegawai.csv'))
  const sentences: [path: string, words: RegExp][] = [
    [join(folder, 'tiada'), /tiada does not exist\.$/],
    [folder, /holds no pegawai\.csv\.$/],
    [join(folder, 'lain.csv', 'x'), /does not exist\.$/],
    [join(folder, 'dalam'), /pegawai\.csv is no file\.$/],
    ['/dev/null', /is no file\.$/],
  ]
  for (const [path, message] of sentences) {
    await t.throwsAsync(readBundleFiles(path), { instanceOf: OperatorError, message })
  }
})
