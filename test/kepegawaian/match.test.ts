import test from 'ava'
import { matchRows, placeRows, rowsToLookUp } from '../../src/domain/kepegawaian/difference/match.rules.ts'
import type { NipOwner } from '../../src/domain/kepegawaian/difference/person-snapshot.ts'
import { readPegawai } from '../../src/domain/kepegawaian/validation/pegawai.rules.ts'
import { type Cells, lineOf, nipOf, pegawai, rowOf, TODAY } from './feeds.ts'

/** Who the person of a line is (domain.md section 6). */

const unitsOf = (pairs: [string, string][], closed: string[] = []) => ({ unitIdOf: new Map(pairs), closed: new Set(closed) })
const UNITS = unitsOf([['U1', 'unit1']])
const place = (...cells: Cells[]) => placeRows('pegawai.csv', cells.map((row, index) => rowOf(row, index + 2)), UNITS)
const owner = (nip: string, pegawai_id: string, current = true, tanggal_lahir = '1980-01-01'): NipOwner =>
  ({ nip, pegawai_id, current, tanggal_lahir })

test('an unknown unit is for a person to map; no unit at all is none', (t) => {
  const { placed, quarantined } = place(pegawai(1), pegawai(2, { unor_id: 'X' }), pegawai(3, { unor_id: '' }))
  t.deepEqual(placed.map(({ row, unitId }) => [row.externalId, unitId]), [['P1', 'unit1'], ['P3', null]])
  t.deepEqual(quarantined, [{ file: 'pegawai.csv', line: 3, field: 'unor_id', reason: 'unit-unknown' }])
})

test('a closed unit is its successor, with a doubt', (t) => {
  const row = rowOf(pegawai(1), 2)
  const { placed, warnings } = placeRows('pegawai.csv', [row], unitsOf([['U1', 'penerus']], ['U1']))
  t.is(placed[0]?.unitId, 'penerus')
  t.deepEqual(warnings, [{ file: 'pegawai.csv', line: 2, field: 'unor_id', reason: 'unit-closed' }])
})

test('the hash is that of everything that is compared, the unit it means included', (t) => {
  const hashOf = (changes: Cells, units = UNITS, without: string[] = []): string | undefined => {
    const verdict = readPegawai('pegawai.csv', lineOf(pegawai(1, changes), without), TODAY)
    return verdict.ok ? placeRows('pegawai.csv', [verdict.row], units).placed[0]?.hash : undefined
  }
  const plain = hashOf({})
  t.is(hashOf({ nama: ' Contoh  1 ', nip_baru: nipOf(1).replace(/^(.{8})/, '$1 ') }), plain)
  t.is(hashOf({ jabatan_nama: 'Dinamai lain' }), plain, 'the name belongs to the list of jabatan')
  const others = [
    hashOf({ nama: 'Lain' }), hashOf({ nip_baru: nipOf(2) }), hashOf({ jabatan_id: 'J2' }),
    hashOf({ eselon_id: '32' }),
    hashOf({ tmt_jabatan: '' }), hashOf({}, unitsOf([['U1', 'unit2']])), hashOf({}, UNITS, ['eselon_id']),
    hashOf({ tgl_meninggal: '01-11-2026' }), hashOf({ kedudukan_hukum_id: '73' }),
  ]
  t.is(new Set([plain, ...others]).size, others.length + 1)
})

const known = (id: string, pegawai_id: string, isi_hash = '00') =>
  [id, { external_id: id, pegawai_id, isi_hash }] as const

type Expected = [matched: (string | undefined)[], refused: [line: number, reason: string][]]
type Known = ReturnType<typeof known>
const matches: [title: string, lines: Cells[], known: Known[], owners: NipOwner[], ...Expected][] = [
  ['nobody of ours', [pegawai(1)], [], [], [undefined], []],
  ["the source's id", [pegawai(1)], [known('P1', 'a')], [owner(nipOf(1), 'a')], ['a'], []],
  ["the source's id with a new NIP", [pegawai(1)], [known('P1', 'a')], [], ['a'], []],
  ['NIP and birth date', [pegawai(1)], [], [owner(nipOf(1), 'a')], ['a'], []],
  ['a number he once had, and birth date', [pegawai(1)], [], [owner(nipOf(1), 'a', false)], ['a'], []],
  ['whoever has the number now, before who had it', [pegawai(1)], [],
    [owner(nipOf(1), 'b', false), owner(nipOf(1), 'a')], ['a'], []],
  ['a number of somebody born on another day', [pegawai(1)], [], [owner(nipOf(1), 'a', true, '1981-01-01')], [],
    [[2, 'nip-of-another-person']]],
  ['a number that somebody else once had', [pegawai(1)], [], [owner(nipOf(1), 'a', false, '1981-01-01')],
    [undefined], []],
  ["a known person with another's number", [pegawai(1)], [known('P1', 'a')], [owner(nipOf(1), 'b')], [],
    [[2, 'nip-of-another-person']]],
  ['one person in two lines', [pegawai(1), pegawai(2)], [known('P1', 'a')], [owner(nipOf(2), 'a')], [],
    [[2, 'two-rows-one-person'], [3, 'two-rows-one-person']]],
  ['two new people', [pegawai(1), pegawai(2)], [], [], [undefined, undefined], []],
]
for (const [title, lines, knownIds, owners, expected, refused] of matches) {
  test(`matched: ${title}`, (t) => {
    const { matched, quarantined } = matchRows('pegawai.csv', place(...lines).placed, new Map(knownIds), owners)
    t.deepEqual(matched.map(({ pegawaiId }) => pegawaiId), expected)
    t.deepEqual(quarantined.map(({ line, reason }) => [line, reason]), refused)
  })
}

test('an unchanged line is known by its hash, and its NIP is not looked up', (t) => {
  const { placed } = place(pegawai(1), pegawai(2))
  const ids = new Map([known('P1', 'a', placed[0]?.hash), known('P2', 'b')])
  t.deepEqual(rowsToLookUp(placed, ids).map(({ row }) => row.externalId), ['P2'])
  t.deepEqual(matchRows('pegawai.csv', placed, ids, []).matched.map(({ isUnchanged }) => isUnchanged), [true, false])
})
