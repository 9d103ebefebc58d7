import test from 'ava'
import { alarmsOf, digestOf, type Ending, isEnding, isShorter } from '../../../src/domain/kepegawaian/brake/brake.rules.ts'
import { KEADAAN, type Keadaan } from '../../../src/domain/pegawai/kedudukan.rules.ts'

/** When a run stops before its first change (decision 27), as tables. The limits of counts: limits.test.ts. */

const ENDINGS: Record<Keadaan, Keadaan[]> = {
  aktif: ['beku', 'calon', 'tutup'], terbatas: ['beku', 'calon', 'tutup'], beku: ['tutup'], calon: ['tutup'], tutup: [],
}
for (const dari of KEADAAN) {
  test(`what is taken from ${dari}`, (t) => {
    t.deepEqual(KEADAAN.filter((ke) => isEnding(dari, ke)).toSorted(), ENDINGS[dari].toSorted())
  })
}
test('who was not there loses nothing', (t) => t.false(KEADAAN.some((ke) => isEnding(null, ke))))

for (const [read, previous, shorter] of [[95, 100, false], [94, 100, true], [0, 0, false], [1, 0, false]] as const) {
  test(`${read} lines where there were ${previous}`, (t) => t.is(isShorter(read, previous), shorter))
}

test('each limit is an alarm of its own', (t) => {
  const perOpd = [{ opd: 'a', serving: 100, lost: 40 }, { opd: 'b', serving: 900, lost: 20 }]
  t.deepEqual(alarmsOf(perOpd, { read: 900, previous: 1000 }, (id) => `OPD ${id}`), [
    { kind: 'jumlah', endings: 60, people: 1000, limit: 50 },
    { kind: 'opd', unitId: 'a', nama: 'OPD a', endings: 40, people: 100 },
    { kind: 'lebih-pendek', read: 900, previous: 1000 },
  ])
  t.deepEqual(alarmsOf([{ opd: 'b', serving: 900, lost: 50 }], { read: 950, previous: 1000 }, () => null), [])
})

const one: Ending = { pegawaiId: 'a', dari: 'aktif', ke: 'tutup' }
const other: Ending = { pegawaiId: 'b', dari: 'aktif', ke: 'beku' }
test('a digest is of the difference, not of its order', (t) => {
  t.deepEqual(digestOf('siasn', [one, other]), digestOf('siasn', [other, one]))
})
const differing: [title: string, sumber: string, endings: Ending[]][] = [
  ['somebody less', 'siasn', [one]], ['somebody more', 'siasn', [one, other, { ...one, pegawaiId: 'c' }]],
  ['another person', 'siasn', [one, { ...other, pegawaiId: 'c' }]], ['another state after', 'siasn', [one, { ...other, ke: 'tutup' }]],
  ['another state before', 'siasn', [one, { ...other, dari: 'terbatas' }]], ['another source', 'simpeg', [one, other]],
]
for (const [title, sumber, endings] of differing) {
  test(`${title} is another difference`, (t) => t.notDeepEqual(digestOf(sumber, endings), digestOf('siasn', [one, other])))
}
