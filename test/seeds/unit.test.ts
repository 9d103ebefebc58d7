import { readFileSync } from 'node:fs'
import test from 'ava'
import { parse } from 'csv-parse/sync'

/** The units of Table 1 as a tree (domain.md sections 4 and 7). */

interface Unit {
  slug: string
  nama: string
  tercetak: string[]
  jenis: string
  induk: string | null
  kode: string
  kode_sumber: string
  singkatan: string
  external_id: string
}

const read = (name: string): string => readFileSync(new URL(`../../seeds/${name}`, import.meta.url), 'utf8')
const units = JSON.parse(read('unit.json')) as Unit[]
const table: { opd: string }[] = parse(read('aplikasi-2017.csv'), { columns: true })

const bySlug = new Map(units.map((unit) => [unit.slug, unit]))
const slugs = (is: (unit: Unit) => boolean): string[] => units.filter(is).map((unit) => unit.slug).sort()

test('41 units under one province', (t) => {
  t.is(units.length, 42)
  t.deepEqual(slugs((unit) => unit.induk === null), ['provinsi-banten'])
  t.is(bySlug.size, 42)
})

test('42 printed names mean 41 units, each name exactly one', (t) => {
  const printed = units.flatMap((unit) => unit.tercetak)
  t.is(printed.length, 42)
  t.deepEqual(printed.toSorted(), [...new Set(table.map((row) => row.opd))].sort())
  t.is(units.filter((unit) => unit.tercetak.length > 0).length, 41)
})

test('"Badan Pendapatan Daerah (PPKD)" is an alias of Bapenda', (t) => {
  t.deepEqual(bySlug.get('bapenda')?.tercetak, ['Badan Pendapatan Daerah', 'Badan Pendapatan Daerah (PPKD)'])
})

test('spelling mistakes stay with the printed name', (t) => {
  t.is(bySlug.get('disnakertrans')?.nama, 'Dinas Ketenagakerjaan dan Transmigrasi')
  t.deepEqual(bySlug.get('disnakertrans')?.tercetak, ['Dinas Ketenaga Kerjaan dan Transmigrasi'])
})

test('the kinds, and how many of each', (t) => {
  const kinds: Record<string, number> = {}
  for (const { jenis } of units) kinds[jenis] = (kinds[jenis] ?? 0) + 1
  t.deepEqual(kinds, {
    Provinsi: 1, 'Sekretariat Daerah': 1, Biro: 5, 'Sekretariat DPRD': 1, Inspektorat: 1, Dinas: 19, Badan: 7,
    'Satpol PP': 1, 'Badan Penghubung': 1, 'UPTD/Balai': 3, RSUD: 2,
  })
})

test('the parent stands before its children', (t) => {
  for (const [index, unit] of units.entries()) {
    const before = unit.induk === null ? -1 : units.findIndex((other) => other.slug === unit.induk)
    t.true(before < index && (before >= 0 || unit.induk === null), unit.slug)
  }
})

test('every Biro is under Sekretariat Daerah', (t) => {
  t.deepEqual(slugs((unit) => unit.induk === 'setda'), slugs((unit) => unit.jenis === 'Biro'))
})

const below = {
  dinkes: ['bkkm', 'rsud-banten', 'rsud-malingping'],
  dindikbud: ['bppnf'],
  dlhk: ['tahura'],
}

for (const [dinas, children] of Object.entries(below)) {
  test(`${children.join(', ')} under ${dinas}`, (t) => {
    t.deepEqual(slugs((unit) => unit.induk === dinas), children)
  })
}

test('everything else is right under the province', (t) => {
  t.is(slugs((unit) => unit.induk === 'provinsi-banten').length, 41 - 5 - 5)
})

test('codes are 15 invented digits and unique; the root of an OPD is four digits and eleven zeros', (t) => {
  t.is(new Set(units.map((unit) => unit.kode)).size, 42)
  for (const unit of units) {
    const parent = unit.induk === null ? undefined : bySlug.get(unit.induk)
    const isRoot = parent === undefined || parent.jenis === 'Provinsi'
    t.regex(unit.kode, isRoot ? /^9\d{3}0{11}$/ : /^9\d{5}0{9}$/, unit.slug)
    if (!isRoot) t.is(unit.kode.slice(0, 4), parent.kode.slice(0, 4), unit.slug)
    t.is(unit.kode_sumber, 'sintetis')
  }
})

test('ids of the source are unique and look like it', (t) => {
  t.is(new Set(units.map((unit) => unit.external_id)).size, 42)
  for (const unit of units) t.regex(unit.external_id, /^[0-9A-F]{32}$/)
})

test('short names are unique', (t) => t.is(new Set(units.map((unit) => unit.singkatan)).size, 42))
