import { join } from 'node:path'
import test from 'ava'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { BrakeHolds } from '../../src/domain/kepegawaian/brake/holds.ts'
import { FeedRefusal } from '../../src/domain/kepegawaian/refusal.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { fileScope } from '../helpers/scope.ts'
import { type Directory, type Given, openDirectory } from './directory.ts'
import { type Cells, clockAt, folderOf, nipOf, pegawaiCsv, rows, TODAY } from './feeds.ts'

/** Feeds that are refused whole: nothing changes but the record of the run and an audit event (issue 2). */

const HUNDRED = rows(1, 100)
const text = pegawaiCsv(HUNDRED)
const mangled = (count: number, changes: Cells): Cells[] =>
  HUNDRED.map((row, index) => index < count ? { ...row, ...changes } : row)
const eleven = (changes: Cells): Cells[] => mangled(11, changes)
const replaceLine = (line: number, by: string): string =>
  text.split('\n').map((old, index) => index + 1 === line ? by : old).join('\n')
/** Lines 12 to 22: eleven lines of two cells. */
const torn = text.split('\n').map((line, index) => index >= 11 && index < 22 ? 'P;x' : line).join('\n')

const refusals: [title: string, given: Given, code: string, message: RegExp][] = [
  ['no data line', { pegawai: [] }, 'no-data', /^pegawai\.csv holds no data line\. Nothing was changed\.$/],
  ['no content', { pegawai: '' }, 'no-text', /^pegawai\.csv is empty\./],
  ['a spreadsheet', { pegawai: Buffer.from('PK\u0003\u0004\u0000') }, 'no-text', /is no text file/],
  ['UTF-16', { pegawai: Buffer.from(`\uFEFF${text}`, 'utf16le') }, 'no-text', /is UTF-16 text/],
  ['a letter', { pegawai: 'Yth. Bapak\nDengan hormat\n' }, 'header', /misses pns_id, nip_baru, nama/],
  ['two columns missing', { pegawai: pegawaiCsv(HUNDRED, { without: ['unor_id', 'nama'] }) }, 'header',
    /^The header of pegawai\.csv misses nama, unor_id\./],
  ['no line end at the end', { pegawai: text.slice(0, -1) }, 'truncated', /has no line end: the file was cut off/],
  ['a file cut in the middle of a line', { pegawai: text.slice(0, -40) }, 'truncated', /cut off/],
  ['a file cut between cells', { pegawai: `${text.slice(0, text.lastIndexOf(';'))}\n` }, 'truncated',
    /The last line of pegawai\.csv \(101\) has 29 columns where the header has 30/],
  ['a quotation mark never closed', { pegawai: replaceLine(50, '"') }, 'truncated', /inside a quoted text/],
  ['eleven bad lines of a hundred', { pegawai: eleven({ nip_baru: '123' }) }, 'too-many-bad',
    /^11 of 100 lines of pegawai\.csv are bad, more than 10 %: 11 nip-length; the first is line 2 \(nip_baru\)/],
  ['eleven torn lines of a hundred', { pegawai: torn }, 'too-many-bad',
    /11 columns; the first is line 12 \(whole line\)/],
  ['eleven lines in unknown units', { pegawai: eleven({ unor_id: 'X' }) }, 'too-many-bad', /11 unit-unknown/],
  ['one NIP in eleven lines', { pegawai: eleven({ nip_baru: nipOf(1) }) }, 'too-many-bad', /11 duplicate-nip/],
  ['49 of a hundred, said to be full', { pegawai: rows(1, 49), full: true }, 'too-few',
    /^pegawai\.csv is said to be full and has 49 lines, fewer than half of the 100/],
]

const file = fileScope(test)
let directory: Directory
test.before('a hundred people', async () => {
  // Shared by all tests of this file: that none of them changes it is what they prove.
  directory = await openDirectory(file)
  await directory.import({ pegawai: HUNDRED })
})
const runs = () => directory.rows<{ outcome: string; mode: string; isi: string; report: Record<string, unknown> }>(
  `SELECT outcome, mode, encode(isi_sha256, 'hex') AS isi, report FROM kepegawaian_run ORDER BY finished_at, id`)

for (const [title, given, code, message] of refusals) {
  test.serial(`refuses ${title}`, async (t) => {
    const events = () => directory.events('kepegawaian.ditolak')
    const before = { sums: await directory.checksums(), runs: await runs(), events: (await events()).length }
    const dry = await t.throwsAsync(directory.import({ ...given, dryRun: true }), { instanceOf: FeedRefusal, message })
    t.deepEqual(await runs(), before.runs, 'a dry run leaves no record')
    const error = await t.throwsAsync(directory.import(given), { instanceOf: FeedRefusal, message })
    t.is(error?.code, code as FeedRefusal['code'])
    t.is(dry?.message, error?.message)
    t.notRegex(error?.message ?? '', /\d{18}|Contoh/)

    t.deepEqual(await directory.checksums(), before.sums)
    const known = new Set(before.runs.map((run) => JSON.stringify(run)))
    const [run, ...others] = (await runs()).filter((one) => !known.has(JSON.stringify(one)))
    t.deepEqual(others, [])
    t.like(run, { outcome: 'ditolak', mode: given.full ? 'penuh' : 'sebagian', report: { refusal: code } })
    t.notRegex(JSON.stringify(run?.report), /\d{18}|Contoh/)
    const [event, ...more] = (await events()).slice(before.events)
    t.deepEqual(more, [])
    t.like(event, { actor: 'operator', outcome: 'ditolak', data: { sumber: 'siasn', alasan: code } })
  })
}

test.serial('ten bad lines of a hundred are applied around', async (t) => {
  const result = await directory.import({ pegawai: mangled(10, { nip_baru: '123' }) })
  t.like(result, { read: 100, unchanged: 90, created: 0, changed: 0 })
  t.is(result.quarantined.length, 10)
})

test.serial('95 of a hundred are full enough, 94 of 95 after them as well', async (t) => {
  t.like(await directory.import({ pegawai: rows(1, 95), full: true, day: '2026-11-23' }), { missing: 5 })
  t.like(await directory.import({ pegawai: rows(1, 94), full: true, day: '2026-11-24' }), {
    missing: 6, missing_held: 1, missing_ended: 5,
  })
  const third = directory.import({ pegawai: rows(1, 89), full: true, day: '2026-11-25' })
  await t.throwsAsync(third, { instanceOf: BrakeHolds, message: /has 89 lines, where it had 94 before/ })
})

test.serial('what cannot be read leaves no record', async (t) => {
  const before = await runs()
  const folder = await folderOf(t, { 'lain.csv': text })
  const sentences: [path: string, message: RegExp][] = [
    [join(folder, 'tiada'), /tiada does not exist\.$/], [folder, /holds no pegawai\.csv\.$/],
  ]
  for (const [path, message] of sentences) {
    const attempt = importBundle(directory.database, clockAt(TODAY), { path })
    await t.throwsAsync(attempt, { instanceOf: OperatorError, message })
  }
  t.deepEqual(await runs(), before)
})
