import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import test from 'ava'
import { parse } from 'csv-parse/sync'

/** Table 1 as printed and the traps of domain.md section 7, on the raw data: a loader may rely on what stands here. */

type Row = Record<'no' | 'opd' | 'url' | 'posisi_server' | 'jenis' | 'keterangan', string>
type Name = Record<'no' | 'nama' | 'layanan_mandiri', string>

const read = (name: string): Buffer => readFileSync(new URL(`../../seeds/${name}`, import.meta.url))
const rows: Row[] = parse(read('aplikasi-2017.csv'), { columns: true })
const names: Name[] = parse(read('aplikasi-nama.csv'), { columns: true })

const host = (row: Row): string => row.url.toLowerCase().replace(/\/$/, '')
const hosts = rows.filter((row) => row.url !== '').map(host)
const numbers = (is: (row: Row) => boolean): number[] => rows.filter(is).map((row) => Number(row.no))
const count = (is: (row: Row) => boolean): number => rows.filter(is).length

test('the file is Table 1 byte for byte', (t) => {
  const digest = createHash('sha256').update(read('aplikasi-2017.csv')).digest('hex')
  t.is(digest, '040046d338dc5021897effd3f52700cff343364217fcdc8382bb64969d279f8a')
})

test('100 rows, numbered from 1 to 100', (t) => {
  t.deepEqual(numbers(() => true), Array.from({ length: 100 }, (_, index) => index + 1))
})

test('62 Website and 38 Aplikasi are 100, not the 81 + 38 = 121 of the text around the table', (t) => {
  t.is(count((row) => row.jenis === 'Website'), 62)
  t.is(count((row) => row.jenis === 'Aplikasi'), 38)
})

test('42 distinct OPD names', (t) => t.is(new Set(rows.map((row) => row.opd)).size, 42))

test('99 rows have a host and row 88 has none', (t) => {
  t.is(hosts.length, 99)
  t.deepEqual(numbers((row) => row.url === ''), [88])
})

test('the 99 hosts are distinct after lower-casing', (t) => t.is(new Set(hosts).size, 99))

test('97 hosts are under bantenprov.go.id; rows 61 and 62 are foreign', (t) => {
  t.is(hosts.filter((name) => name.endsWith('.bantenprov.go.id')).length, 97)
  t.deepEqual(numbers((row) => row.url !== '' && !host(row).endsWith('.bantenprov.go.id')), [61, 62])
  t.deepEqual([rows[60]?.url, rows[61]?.url], ['simral.bppt.go.id', 'simaya.go.id'])
})

test('88 stand at Kominfo, 11 outside, and row 100 does not say', (t) => {
  t.is(count((row) => row.posisi_server === 'Kominfo'), 88)
  t.is(count((row) => row.posisi_server === 'Diluar Kominfo'), 11)
  t.deepEqual(numbers((row) => row.posisi_server === ''), [100])
})

test('row 14 alone ends in a slash, and no row has a scheme, a port or a path', (t) => {
  t.deepEqual(numbers((row) => row.url.endsWith('/')), [14])
  for (const name of hosts) t.regex(name, /^[a-z0-9.-]+$/)
})

test('nine hosts start with a capital', (t) => {
  t.deepEqual(numbers((row) => /^[A-Z]/.test(row.url)), [6, 8, 18, 36, 37, 41, 48, 79, 90])
  t.is(count((row) => row.url !== row.url.toLowerCase()), 9)
})

test('eleven rows have no keterangan', (t) => {
  t.deepEqual(numbers((row) => row.keterangan === ''), [6, 8, 18, 37, 41, 47, 48, 74, 79, 88, 96])
})

test('first labels repeat, so a client_id comes from the whole host', (t) => {
  const seen = new Map<string, number>()
  for (const name of hosts) {
    const label = name.slice(0, name.indexOf('.'))
    seen.set(label, (seen.get(label) ?? 0) + 1)
  }
  t.deepEqual(Object.fromEntries([...seen].filter(([, times]) => times > 1)), { sppd: 3, dms: 2, lapbul: 2 })
})

for (const twins of [['bappenda', 'bapenda', 'bappeda'], ['bpkad', 'bpad'], ['distamben', 'distambem']]) {
  test(`near-twins are all real hosts: ${twins.join(', ')}`, (t) => {
    for (const label of twins) t.true(hosts.includes(`${label}.bantenprov.go.id`), label)
  })
}

test('19 hosts are two levels deep, outside a *.bantenprov.go.id certificate', (t) => {
  t.is(hosts.filter((name) => /^[^.]+\.[^.]+\.bantenprov\.go\.id$/.test(name)).length, 19)
  t.is(hosts.filter((name) => /^[^.]+\.bantenprov\.go\.id$/.test(name)).length, 97 - 19)
})

test('seven rows are only requests', (t) => {
  t.deepEqual(numbers((row) => row.keterangan.startsWith('Permohonan')), [12, 25, 42, 72, 89, 90, 92])
})

test('the spelling mistakes of the table are kept', (t) => {
  t.is(rows[2]?.keterangan, 'Sistem informasi presisi online')
  t.is(rows[42]?.opd, 'Dinas Ketenaga Kerjaan dan Transmigrasi')
})

test('Badan Kepegawaian Daerah owns rows 1-5', (t) => {
  t.deepEqual(numbers((row) => row.opd === 'Badan Kepegawaian Daerah'), [1, 2, 3, 4, 5])
})

test('every row has one short name of its own', (t) => {
  t.deepEqual(names.map((name) => name.no), rows.map((row) => row.no))
  t.is(new Set(names.map((name) => name.nama.toLowerCase())).size, 100)
  for (const { nama } of names) t.regex(nama, /^[A-Z][\w ()-]{1,39}$/)
})

test('self-service for everybody is rows 2, 3 and 4', (t) => {
  t.deepEqual(names.filter((name) => name.layanan_mandiri === 'true').map((name) => name.no), ['2', '3', '4'])
  t.is(names.filter((name) => name.layanan_mandiri === 'false').length, 97)
})
