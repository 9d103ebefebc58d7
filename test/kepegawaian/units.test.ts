import test from 'ava'
import type { KnownUnit, StoredUnit, UnitSnapshot } from '../../src/domain/kepegawaian/difference/unit-snapshot.ts'
import { compareUnits, type UnitDifference } from '../../src/domain/kepegawaian/difference/units.rules.ts'
import type { UnorRow } from '../../src/domain/kepegawaian/validation/unor.rules.ts'

/** Units of a feed against the units there are (domain.md section 4). */

interface Given {
  readonly units?: readonly StoredUnit[]
  /** external id and unit; `hash` as if a run had read it */
  readonly known?: readonly (readonly [external: string, unit: string, hash?: string])[]
  readonly aliases?: readonly (readonly [nama: string, unit: string])[]
}

const province: StoredUnit = {
  id: 'prov', slug: 'provinsi-banten', jenis: 'Provinsi', induk_id: null, nama: 'Pemerintah Provinsi Banten',
  kode: '900', kode_sumber: 'sintetis',
}
const dinas: StoredUnit = {
  id: 'dinkes', slug: 'dinkes', jenis: 'Dinas', induk_id: 'prov', nama: 'Dinas Kesehatan', kode: '901',
  kode_sumber: 'sintetis',
}
const balai: StoredUnit = {
  id: 'balai', slug: 'balai', jenis: 'UPTD/Balai', induk_id: 'dinkes', nama: 'Balai Contoh', kode: '902',
  kode_sumber: 'sintetis',
}
const SEEDED = { units: [province, dinas, balai], known: [['S1', 'prov'], ['S2', 'dinkes'], ['S3', 'balai']] } as const

function snapshotOf({ units = [], known = [], aliases = [] }: Given): UnitSnapshot {
  const unitsKnown = known.map(([external_id, unit_id, isi_hash = null]): KnownUnit =>
    ({ external_id, unit_id, isi_hash }))
  return {
    successors: new Map(),
    units: new Map(units.map((unit) => [unit.id, unit])),
    known: new Map(unitsKnown.map((unit) => [unit.external_id, unit])),
    aliases: aliases.map(([nama_tercetak, unit_id]) => ({ nama_tercetak, unit_id })),
  }
}

type Row = readonly [id: string, induk: string | null, nama: string, kode?: string | null, jenis?: string | null]

function compare(rows: readonly Row[], given: Given = SEEDED, synthetic = false): UnitDifference {
  let fresh = 0
  const unor = rows.map(([externalId, indukExternalId, nama, kode = null, jenis = null], index): UnorRow =>
    ({ line: index + 2, externalId, indukExternalId, nama, kode, jenis }))
  const newId = () => `new${fresh += 1}`
  return compareUnits(unor, snapshotOf(given), { file: 'unor.csv', sumber: 'siasn', synthetic, newId })
}

const refusals = ({ quarantined }: UnitDifference): unknown[] => quarantined.map(({ line, reason }) => [line, reason])

test('without a unit file nothing differs and the known ids are there', (t) => {
  const difference = compare([])
  t.deepEqual([...difference.unitIdOf], [['S1', 'prov'], ['S2', 'dinkes'], ['S3', 'balai']])
  t.is(difference.changed, 0)
  t.deepEqual([difference.created, difference.names, difference.codes, difference.sources], [[], [], [], []])
})

test('the seeded ids meet their units; only the hashes are new', (t) => {
  const difference = compare([
    ['S1', null, 'Pemerintah Provinsi Banten', '900', 'Provinsi'], ['S2', 'S1', 'Dinas Kesehatan', '901', 'Dinas'],
  ])
  t.deepEqual([difference.created, difference.moved, difference.names, difference.codes], [[], [], [], []])
  t.is(difference.changed, 0)
  t.deepEqual(difference.sources.map(({ external_id, unit_id }) => [external_id, unit_id]),
    [['S1', 'prov'], ['S2', 'dinkes']])
})

test('the same file again differs in nothing', (t) => {
  const rows: Row[] = [['S2', 'S1', 'Dinas Kesehatan', '901', 'Dinas']]
  const hash = compare(rows).sources[0]?.isi_hash ?? ''
  const again = compare(rows, { ...SEEDED, known: [['S1', 'prov'], ['S2', 'dinkes', hash]] })
  t.deepEqual([again.sources, again.names, again.codes, again.moved], [[], [], [], []])
})

test('a line that says what it said last time changes nothing that people decided meanwhile', (t) => {
  const rows: Row[] = [['S2', 'S1', 'Dinas Kesehatan', '901', 'Dinas']]
  const hash = compare(rows).sources[0]?.isi_hash ?? ''
  const renamed = { ...dinas, nama: 'Dinas Kesehatan Rakyat', kode: '400100000000000', kode_sumber: 'simpeg' }
  const given: Given = { units: [province, renamed, balai], known: [['S1', 'prov'], ['S2', 'dinkes', hash]] }
  const again = compare(rows, given)
  t.deepEqual([again.names, again.codes, again.moved], [[], [], []])
  const other = compare([['S2', 'S1', 'Dinas Kesehatan X', '901', 'Dinas']], given)
  t.deepEqual(other.names, [{ unit_id: 'dinkes', nama: 'Dinas Kesehatan X' }])
})

test('new units stand under their parents, whatever the order of the lines', (t) => {
  const difference = compare([
    ['N2', 'N1', 'Seksi Contoh', '0002', 'Seksi'], ['N1', 'S2', 'Bidang Contoh', null, 'Bidang'],
    ['N3', 'N2', 'Tanpa jenis'],
  ])
  t.deepEqual(difference.created, [
    { id: 'new1', jenis: 'Seksi', induk_id: 'new2' }, { id: 'new2', jenis: 'Bidang', induk_id: 'dinkes' },
    { id: 'new3', jenis: 'Bagian', induk_id: 'new1' },
  ])
  t.deepEqual(difference.names.map(({ nama }) => nama), ['Seksi Contoh', 'Bidang Contoh', 'Tanpa jenis'])
  t.deepEqual(difference.codes, [{ unit_id: 'new1', kode: '0002', kode_sumber: 'siasn' }])
  t.is(difference.unitIdOf.get('N2'), 'new1')
  t.is(difference.changed, 0)
})

const binding: [title: string, nama: string, given: Given, bound: string | undefined][] = [
  ['its name', 'Dinas Kesehatan', SEEDED, 'dinkes'],
  ['its name in capitals and with other punctuation', 'DINAS  KESEHATAN.', SEEDED, 'dinkes'],
  ['the province itself', 'PEMERINTAH PROVINSI BANTEN', SEEDED, 'prov'],
  ['a printed spelling', 'Dinkes Prov.', { ...SEEDED, aliases: [['Dinkes Prov', 'dinkes']] }, 'dinkes'],
  ['a spelling of two units', 'Contoh', { ...SEEDED, aliases: [['Contoh', 'dinkes'], ['contoh', 'balai']] }, undefined],
  ['a name that begins alike', 'Dinas Kesehatan Hewan', SEEDED, undefined],
  ['a unit with a real code', 'Dinas Kesehatan', { units: [province, { ...dinas, kode_sumber: 'siasn' }] }, undefined],
  ['a unit that a run has met', 'Dinas Kesehatan', { ...SEEDED, known: [['S2', 'dinkes', 'ab']] }, undefined],
  ['a unit that a source brought', 'Dinas Kesehatan', { units: [province, { ...dinas, slug: null }] }, undefined],
  ['a part', 'Bidang', { units: [province, { ...dinas, jenis: 'Bidang', nama: 'Bidang' }] }, undefined],
]
for (const [title, nama, given, bound] of binding) {
  test(`an unknown id with ${title} is ${bound === undefined ? 'a new unit' : 'that unit'}`, (t) => {
    const difference = compare([['R1', null, nama, '4001']], given)
    t.is(difference.unitIdOf.get('R1'), bound ?? 'new1')
    t.is(difference.created.length, bound === undefined ? 1 : 0)
  })
}

test('a bound unit keeps its id, takes the real code and a name as the source writes it', (t) => {
  const difference = compare([['R0', null, 'Pemerintah Provinsi Banten'], ['R1', 'R0', 'DINAS KESEHATAN', '4001']])
  t.deepEqual(difference.codes, [{ unit_id: 'dinkes', kode: '4001', kode_sumber: 'siasn' }])
  t.deepEqual(difference.names, [{ unit_id: 'dinkes', nama: 'DINAS KESEHATAN' }])
  t.deepEqual([difference.created, difference.moved], [[], []])
  t.is(difference.changed, 1)
})

test('two lines with the name of one unit bind neither', (t) => {
  const difference = compare([['R1', null, 'Dinas Kesehatan'], ['R2', null, 'dinas kesehatan'], ['R3', 'R1', 'Bidang']])
  t.deepEqual(refusals(difference), [[2, 'unit-name-ambiguous'], [3, 'unit-name-ambiguous'], [4, 'parent-unknown']])
  t.false(difference.unitIdOf.has('R1'))
})

const misplaced: [title: string, rows: Row[], expected: unknown[]][] = [
  ['a parent that nobody knows', [['N1', 'X', 'A'], ['N2', 'N1', 'B'], ['N3', 'N2', 'C'], ['N4', 'S2', 'D']],
    [[2, 'parent-unknown'], [3, 'parent-unknown'], [4, 'parent-unknown']]],
  ['a unit above itself', [['N1', 'N1', 'A'], ['N2', 'S2', 'B']], [[2, 'parent-cycle']]],
  ['a ring, and what hangs on it', [['N1', 'N2', 'A'], ['N2', 'N1', 'B'], ['N3', 'N1', 'C']],
    [[2, 'parent-cycle'], [3, 'parent-cycle'], [4, 'parent-unknown']]],
  ['a known unit under its own child', [['S2', 'S3', 'Dinas Kesehatan']], [[2, 'parent-cycle']]],
  ['two known units that exchange places', [['S2', 'S3', 'Dinas Kesehatan'], ['S3', 'S1', 'Balai Contoh']], []],
  ['a ring of known units, with a child',
    [['S2', 'S3', 'Dinas Kesehatan'], ['S3', 'S2', 'Balai Contoh'], ['N1', 'S3', 'A']],
    [[2, 'parent-cycle'], [3, 'parent-cycle']]],
  ['a known unit whose parent nobody knows', [['S3', 'X', 'Balai Contoh'], ['N1', 'S3', 'A']], [[2, 'parent-unknown']]],
]
for (const [title, rows, expected] of misplaced) {
  test(`the tree: ${title}`, (t) => {
    const difference = compare(rows)
    t.deepEqual(refusals(difference), expected)
    const bad = new Set(expected.map((one) => (one as [number])[0]))
    t.is(difference.created.length, rows.filter(([id], index) => id.startsWith('N') && !bad.has(index + 2)).length)
  })
}

const kinds: [title: string, row: Row, jenis: string][] = [
  ['a known kind in capitals', ['S3', 'S2', 'Balai Contoh', null, 'RSUD'], 'RSUD'],
  ['a part for a seeded unit', ['S3', 'S2', 'Balai Contoh', null, 'Seksi'], 'UPTD/Balai'],
  ['nothing for a seeded unit', ['S3', 'S2', 'Balai Contoh'], 'UPTD/Balai'],
  ['a kind of OPD for a new unit', ['N1', 'S2', 'Baru', null, 'dinas'], 'Dinas'],
  ['another word for a new unit', ['N1', 'S2', 'Baru', null, 'Kelompok'], 'Kelompok'],
]
for (const [title, row, jenis] of kinds) {
  test(`the kind: ${title}`, (t) => {
    const { created, moved } = compare([row])
    t.is(created[0]?.jenis ?? moved[0]?.jenis ?? balai.jenis, jenis)
  })
}

const codes: [title: string, rows: Row[], synthetic: boolean, expected: unknown[], taken: number[]][] = [
  ['the same code stays what it was', [['S2', 'S1', 'Dinas Kesehatan', '901']], false, [], []],
  ['an empty code changes nothing', [['S2', 'S1', 'Dinas Kesehatan', null]], false, [], []],
  ['invented data brings invented codes', [['S2', 'S1', 'Dinas Kesehatan', '777']], true,
    [['dinkes', '777', 'sintetis']], []],
  ['a code that another has', [['S2', 'S1', 'Dinas Kesehatan', '902']], false, [], [2]],
  ['a code that two want', [['N1', 'S1', 'A', '5'], ['N2', 'S1', 'B', '5']], false, [['new1', '5', 'siasn']], [3]],
  ['units that exchange codes', [['S2', 'S1', 'Dinas Kesehatan', '902'], ['S3', 'S2', 'Balai Contoh', '901']], false,
    [['dinkes', '902', 'siasn'], ['balai', '901', 'siasn']], []],
  ['a code that is not given up after all',
    [['S2', 'S1', 'Dinas Kesehatan', '900'], ['S3', 'S2', 'Balai Contoh', '901']], false, [], [2, 3]],
]
for (const [title, rows, synthetic, expected, taken] of codes) {
  test(`codes: ${title}`, (t) => {
    const difference = compare(rows, SEEDED, synthetic)
    t.deepEqual(difference.codes.map(({ unit_id, kode, kode_sumber }) => [unit_id, kode, kode_sumber]), expected)
    t.deepEqual(difference.warnings.map(({ line }) => line), taken)
    t.true(difference.warnings.every(({ reason }) => reason === 'unit-code-taken'))
  })
}

test('an invented code never replaces a real one', (t) => {
  const units = [province, { ...dinas, kode_sumber: 'siasn' }]
  const given: Given = { units, known: [['S1', 'prov'], ['S2', 'dinkes']] }
  t.deepEqual(compare([['S2', 'S1', 'Dinas Kesehatan', '777']], given, true).codes, [])
})
