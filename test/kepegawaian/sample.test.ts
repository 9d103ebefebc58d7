import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import test from 'ava'
import { parse } from 'csv-parse/sync'
import { makeSample } from '../../src/domain/kepegawaian/sample/index.ts'
import type { SeedUnit } from '../../src/domain/kepegawaian/sample/index.ts'

/** The sample as a bundle of files: repeatable bytes, the columns of domain.md section 6, references that hold. */

const seeds = JSON.parse(readFileSync(new URL('../../seeds/unit.json', import.meta.url), 'utf8')) as SeedUnit[]
const FILES = ['pegawai.csv', 'unor.csv', 'penugasan.csv'] as const
type File = (typeof FILES)[number]

const small = makeSample({ people: 200, units: seeds })
const full = makeSample({ units: seeds })

const rowsOf = (text: string): Record<string, string>[] => parse(text, { delimiter: ';', columns: true, bom: true })
const people = rowsOf(full['pegawai.csv'])
const units = rowsOf(full['unor.csv'])
const assignments = rowsOf(full['penugasan.csv'])

test('the same number of people gives the same bytes', (t) => {
  t.deepEqual(makeSample({ people: 200, units: seeds }), small)
})

const PINNED: Record<File, string> = {
  'pegawai.csv': 'eb3b7f052d47a5b1300022598b1ef15bd99375120c5e570344bda81c3a79dc13',
  'unor.csv': '98f4593b5e5d4863070e251917e9bd8d661e29daf3a6b698844848de6b4bac02',
  'penugasan.csv': '611b48c768d619413cbc4fcee743ccb35ccd80b5dcae0ed1759c599dd01a7789',
}

for (const file of FILES) {
  test(`${file} of 200 people has not changed by accident`, (t) => {
    t.is(createHash('sha256').update(small[file]).digest('hex'), PINNED[file])
  })
}

test('10,000 people are the usual number, and any other is kept to exactly', (t) => {
  t.is(people.length, 10_000)
  for (const count of [1, 60, 200]) {
    t.is(rowsOf(makeSample({ people: count, units: seeds })['pegawai.csv']).length, count)
  }
})

for (const count of [0, -1, 1.5, Number.NaN]) {
  test(`${count} people are refused`, (t) => {
    t.throws(() => makeSample({ people: count, units: seeds }), { instanceOf: RangeError })
  })
}

const COLUMNS: Record<File, string> = {
  'pegawai.csv': 'pns_id;nip_baru;nip_lama;nama;gelar_depan;gelar_belakang;tempat_lahir_id;tempat_lahir_nama;'
    + 'tanggal_lahir;jenis_kelamin;nik;nomor_hp;email;email_gov;jenis_pegawai_id;jenis_pegawai_nama;'
    + 'kedudukan_hukum_id;kedudukan_hukum_nama;status_cpns_pns;tmt_cpns;tmt_pns;gol_akhir_id;gol_akhir_nama;tmt_golongan;'
    + 'jenis_jabatan_id;jenis_jabatan_nama;jabatan_id;jabatan_nama;tmt_jabatan;unor_id;unor_nama;'
    + 'instansi_induk_id;instansi_induk_nama;instansi_kerja_id;instansi_kerja_nama;satuan_kerja_id;'
    + 'satuan_kerja_nama;is_valid_nik;eselon_id;tmt_pensiun;akhir_kontrak;tgl_meninggal',
  'unor.csv': 'id;induk_id;nama;kode;jenis;pemimpin_pns_id',
  'penugasan.csv': 'pns_id;jenis;jabatan;unor_id;mulai;selesai;sk',
}

for (const file of FILES) {
  test(`${file}: BOM, exact columns, LF, an end to the last line`, (t) => {
    t.is(full[file].slice(0, full[file].indexOf('\n')), `\uFEFF${COLUMNS[file]}`)
    t.true(full[file].endsWith('\n'))
    t.false(full[file].includes('\r'))
  })
}

test('every day is written dd-mm-yyyy', (t) => {
  const days = 'tanggal_lahir tmt_cpns tmt_pns tmt_golongan tmt_jabatan tmt_pensiun akhir_kontrak tgl_meninggal'.split(' ')
  const seen = new Set<string>()
  for (const row of people) {
    for (const column of days.filter((name) => row[name] !== '')) {
      seen.add(column)
      if (!/^\d{2}-\d{2}-\d{4}$/.test(row[column] ?? '')) t.fail(`${column}: ${row[column]}`)
    }
  }
  t.deepEqual([...seen].sort(), days.sort())
})

test('a title with the separator in it is quoted, one with a comma is not', (t) => {
  t.true(people.some((row) => row['gelar_belakang']?.includes(';')))
  t.true(full['pegawai.csv'].includes(';S.Kom., M.Kom.;'))
  t.is(full['pegawai.csv'].match(/"/g)?.length, 2 * people.filter((row) => row['gelar_belakang']?.includes(';')).length)
})

test('apostrophes, accents and single names occur', (t) => {
  for (const wart of [/'/, /[^\u0000-\u007f]/, /^\S+$/]) {
    t.true(people.some((row) => wart.test(row['nama'] ?? '')), String(wart))
  }
})

test('no NIK, no telephone that rings, no mailbox that exists', (t) => {
  for (const row of people) {
    if (row['nik'] !== '') t.fail('nik')
    if (!/^(08000\d{7})?$/.test(row['nomor_hp'] ?? '')) t.fail(row['nomor_hp'])
    for (const column of ['email', 'email_gov']) {
      if (!/^([a-z.]+\.\d+@(surel|contoh\.bantenprov)\.example)?$/.test(row[column] ?? '')) t.fail(row[column])
    }
  }
  const addresses = people.flatMap((row) => [row['email'], row['email_gov']]).filter((address) => address !== '')
  t.is(new Set(addresses).size, addresses.length)
})

test('ids are unique and every reference is met', (t) => {
  const unitIds = new Set(units.map((row) => row['id']))
  const personIds = new Set(people.map((row) => row['pns_id']))
  t.is(unitIds.size, units.length)
  t.is(personIds.size, people.length)
  const unmet = [
    ...people.filter((row) => !unitIds.has(row['unor_id']) || !unitIds.has(row['satuan_kerja_id'])),
    ...assignments.filter((row) => !unitIds.has(row['unor_id']) || !personIds.has(row['pns_id'])),
    ...units.filter((row) => row['pemimpin_pns_id'] !== '' && !personIds.has(row['pemimpin_pns_id'])),
    ...units.slice(1).filter((row) => !unitIds.has(row['induk_id'])),
  ]
  t.deepEqual(unmet, [])
})

test('a jabatan_id means one jabatan', (t) => {
  const names = new Map<string, string>()
  for (const row of people) {
    const words = `${row['jabatan_nama']}, ${row['jenis_jabatan_nama']}`
    const known = names.get(row['jabatan_id'] ?? '') ?? words
    if (known !== words) t.fail(`${known} and ${words}`)
    names.set(row['jabatan_id'] ?? '', words)
  }
  t.true(names.size > 400)
})

test('every seeded unit is there under its own id, name, kind, code and parent', (t) => {
  const idOf = new Map(seeds.map((seed) => [seed.slug, seed.external_id]))
  const byId = new Map(units.map((row) => [row['id'], row]))
  for (const seed of seeds) {
    const { nama, jenis, kode, induk_id } = byId.get(seed.external_id) ?? {}
    const expected = { nama: seed.nama, jenis: seed.jenis, kode: seed.kode, induk_id: idOf.get(seed.induk ?? '') ?? '' }
    t.deepEqual({ nama, jenis, kode, induk_id }, expected)
  }
})

test('units are cut down to Sekretariat, Bidang, Bagian, Subbagian and Seksi, parents first, codes unique', (t) => {
  for (const jenis of ['Sekretariat', 'Bidang', 'Bagian', 'Subbagian', 'Subbidang', 'Seksi']) {
    t.true(units.some((row) => row['jenis'] === jenis), jenis)
  }
  const order = new Map(units.map((row, index) => [row['id'], index]))
  for (const [index, row] of units.entries()) {
    if (index > 0 && (order.get(row['induk_id']) ?? index) >= index) t.fail(row['nama'])
    if (!/^9\d{14}$/.test(row['kode'] ?? '')) t.fail(row['kode'])
  }
  t.is(new Set(units.map((row) => row['kode'])).size, units.length)
})
