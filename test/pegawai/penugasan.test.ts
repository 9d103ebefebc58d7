import test from 'ava'
import { toldOnce } from '../../src/domain/kepegawaian/riwayat/sekali.rules.ts'
import type { Fact } from '../../src/domain/kepegawaian/riwayat/riwayat.ts'
import { groupSame, postWords, type ToldAssignment } from '../../src/domain/pegawai/penugasan.rules.ts'

/** One assignment that two sources tell is one assignment, in tokens and on pages. */

const LETTER: ToldAssignment = {
  jenis: 'PLT', jabatan: 'Kepala Bidang Contoh', unit: 'u1', mulai: '2026-11-01', selesai: '2027-01-31', sk: '800/1',
}
const grouped = (...changes: Partial<ToldAssignment>[]) => groupSame(changes.map((one) => ({ ...LETTER, ...one })), (one) => one)

const SAME: [why: string, other: Partial<ToldAssignment>][] = [
  ['another number of the letter', { sk: '800/2' }], ['no number', { sk: null }], ['another end', { selesai: '2027-01-30' }],
  ['no end', { selesai: null }], ['other capitals and blanks', { jabatan: ' kepala  BIDANG contoh' }],
  ['the kind before the post', { jabatan: 'Plt. Kepala Bidang Contoh' }], ['nothing', {}],
]
for (const [why, other] of SAME) {
  test(`${why} makes no second assignment`, (t) => {
    t.is(grouped({}, other).length, 1)
    t.deepEqual(grouped({}, other).map(([shown]) => shown), grouped(other, {}).map(([shown]) => shown), 'in whatever order')
  })
}

const OTHER: [why: string, other: Partial<ToldAssignment>][] = [
  ['another kind', { jenis: 'PLH' }], ['another post', { jabatan: 'Kepala Bidang Lain' }], ['another unit', { unit: 'u2' }],
  ['another first day', { mulai: '2026-11-02' }],
]
for (const [why, other] of OTHER) {
  test(`${why} is another assignment`, (t) => {
    t.deepEqual(grouped({}, other).map(([shown]) => shown), [LETTER, { ...LETTER, ...other }])
  })
}

test('of two letters the one with a number is shown, of two with a number the one that ends earlier', (t) => {
  const shown = (...changes: Partial<ToldAssignment>[]) => grouped(...changes)[0]?.[0]
  t.like(shown({ sk: null, selesai: '2026-12-01' }, {}), { sk: '800/1' })
  t.like(shown({ selesai: null }, {}, { selesai: '2026-12-31' }), { selesai: '2026-12-31' })
})

test('a post is the same word for word, not where a kind only begins it', (t) => {
  t.is(postWords('Plh Sekretaris'), 'sekretaris')
  t.is(postWords('Pj.Gubernur'), 'gubernur')
  t.is(postWords('Pjok Madya'), 'pjok madya')
})

test('a history tells an assignment once with everybody who tells it; what was taken back stays apart', (t) => {
  const fact = (sumber: string, isi: object = {}, changes: object = {}): Fact => ({
    hal: 'penugasan', mulai: '2026-11-01', selesai: '2027-01-31', sumber, dicatat: '2026-11-01T00:00:00Z',
    isi: { jenis: 'PLT', jabatan: 'Kepala Bidang Contoh', unit: 'Bidang Contoh', sk: '800/1', dicabut: null, ...isi }, ...changes,
  })
  const facts = [
    fact('siasn', { sk: null }), fact('manual', { dicabut: '2026-11-03T00:00:00Z' }), fact('simpeg-api'),
    fact('siasn', { unit: 'Bidang Lain' }),
  ]
  t.deepEqual(toldOnce(facts).map(({ fact: { sumber }, also }) => [sumber, also.map((one) => one.sumber)]), [
    ['manual', []], ['simpeg-api', ['siasn']], ['siasn', []],
  ])
})
