import test from 'ava'
import { likeness, tellingWords, trigramsOf } from '../../../src/domain/kepegawaian/pemetaan/likeness.rules.ts'
import {
  type Candidate, exactSuggestion, indexCandidates, suggest,
} from '../../../src/domain/kepegawaian/pemetaan/suggestion.rules.ts'

/** What an unknown unit may be, as a table. */

const unit = (id: string, nama: string, more: Partial<Candidate> = {}): Candidate =>
  ({ id, nama, aliases: [], kode: null, akar: null, ...more })

const UNITS = indexCandidates([
  unit('dinkes', 'Dinas Kesehatan', { kode: '400100000000000', akar: '4001' }),
  unit('dishub', 'Dinas Perhubungan', { kode: '400200000000000', akar: '4002' }),
  unit('bapenda', 'Badan Pendapatan Daerah', { aliases: ['Badan Pendapatan Daerah (PPKD)'] }),
  unit('umum-1', 'Subbagian Umum dan Kepegawaian', { akar: '4001' }),
  unit('umum-2', 'Subbagian Umum dan Kepegawaian', { akar: '4002' }),
  unit('lalin', 'Bidang Lalu Lintas Jalan', { akar: '4002' }),
])

const EXACT: [wanted: [id: string, nama: string | null], found: [id: string, sebab: string] | undefined, why: string][] = [
  [['400100000000000', 'Nama Lain'], ['dinkes', 'kode'], 'the same code, whatever the name'],
  [['X', 'DINAS  KESEHATAN'], ['dinkes', 'nama'], 'the same words in capitals'],
  [['X', 'Badan Pendapatan Daerah (PPKD)'], ['bapenda', 'alias'], 'a printed spelling'],
  [['X', 'Subbagian Umum & Kepegawaian'], undefined, 'two of the same name, and nothing tells them apart'],
  [['400203000000000', 'Subbagian Umum & Kepegawaian'], ['umum-2', 'nama'], 'two of the same name, the code says whose'],
  [['400300000000000', 'Dinas Kesehatan'], undefined, 'the same name, but the code is of another OPD'],
  [['X', 'Dinas Kesehatn'], undefined, 'only alike'],
  [['X', null], undefined, 'no name, no code'],
  [['X', '---'], undefined, 'a name without words'],
]
for (const [[externalId, nama], found, why] of EXACT) {
  test(`exact: ${why}`, (t) => {
    const suggestion = exactSuggestion({ externalId, nama }, UNITS)
    t.deepEqual(suggestion && [suggestion.id, suggestion.sebab], found)
    t.is(suggestion?.pasti ?? true, true)
  })
}

const BEST: [nama: string, best: string, why: string][] = [
  ['Dinas Kesehatn', 'dinkes', 'a letter is missing'],
  ['Bid. Lalu Lintas Jln', 'lalin', 'written short'],
  ['Dinas Perhubungan Provinsi Banten', 'dishub', 'the province is said as well'],
]
for (const [nama, best, why] of BEST) {
  test(`alike: ${why}`, (t) => {
    const [first] = suggest({ externalId: 'X', nama }, UNITS)
    t.like(first, { id: best, sebab: 'mirip', pasti: false })
  })
}

test('the house that the code names goes before the others', (t) => {
  const found = suggest({ externalId: '400203000000000', nama: 'Subbag Umum dan Kepegawaian' }, UNITS)
  t.deepEqual(found.map(({ id }) => id), ['umum-2', 'umum-1'])
})

test('two of the same name are both proposed, neither as sure', (t) => {
  const found = suggest({ externalId: 'X', nama: 'Subbagian Umum dan Kepegawaian' }, UNITS)
  t.deepEqual(found.map(({ id, pasti }) => [id, pasti]), [['umum-1', false], ['umum-2', false]])
})

test('nothing alike, nothing proposed', (t) => {
  t.deepEqual(suggest({ externalId: 'X', nama: 'Zzz' }, UNITS), [])
  t.deepEqual(suggest({ externalId: 'X', nama: null }, UNITS), [])
})

test('likeness is 1 for the same and 0 for nothing in common', (t) => {
  const runs = (nama: string) => trigramsOf(tellingWords(nama))
  t.is(likeness(runs('Dinas Kesehatan'), runs('DINAS KESEHATAN')), 1)
  t.is(likeness(runs('abc'), runs('xyz')), 0)
  t.is(likeness(runs(''), runs('')), 0)
})

test('a name of nothing but common words keeps them', (t) => {
  t.deepEqual(tellingWords('Provinsi Banten'), ['provinsi', 'banten'])
})
