import test from 'ava'
import { mostOfAll, mostOfOpd, type OpdLosses, passedLimits } from '../../src/domain/kepegawaian/limits.rules.ts'

for (const [serving, most] of [[0, 50], [100, 50], [5_000, 50], [5_099, 50], [5_100, 51], [30_000, 300]] as const) {
  test(`of ${serving} people ${most} may go at once`, (t) => { t.is(mostOfAll(serving), most) })
}

for (const [serving, most] of [[0, 5], [1, 5], [29, 5], [30, 6], [34, 6], [1_000, 200]] as const) {
  test(`of an OPD of ${serving} ${most} may go at once`, (t) => { t.is(mostOfOpd(serving), most) })
}

const opd = (id: string | null, serving: number, lost: number): OpdLosses => ({ opd: id, serving, lost })

const table: [title: string, losses: OpdLosses[], passed: string[]][] = [
  ['nobody goes', [opd('a', 100, 0)], []],
  ['nobody is there', [], []],
  ['a fifth of an OPD', [opd('a', 100, 20), opd('b', 10_000, 0)], []],
  ['more than a fifth of an OPD', [opd('a', 100, 21), opd('b', 10_000, 0)], ['a 21 of 100, at most 20']],
  ['the only one of an office', [opd('a', 1, 1), opd('b', 10_000, 0)], []],
  ['five of a small office', [opd('a', 12, 5), opd('b', 10_000, 0)], []],
  ['an OPD gone', [opd('a', 6, 6), opd('b', 10_000, 0)], ['a 6 of 6, at most 5']],
  ['one per cent of many', [opd('a', 10_000, 100), opd('b', 10_000, 100)], []],
  ['more than that, spread', [opd('a', 10_000, 101), opd('b', 10_000, 100)], ['semua 201 of 20000, at most 200']],
  ['fifty of few, spread', [opd('a', 300, 25), opd('b', 300, 25)], []],
  ['more than fifty of few', [opd('a', 300, 26), opd('b', 300, 25)], ['semua 51 of 600, at most 50']],
  ['people without an OPD count in the whole', [opd(null, 60, 51), opd('a', 300, 0)], ['semua 51 of 360, at most 50']],
  ['both', [opd('a', 300, 61)], ['semua 61 of 300, at most 50', 'a 61 of 300, at most 60']],
]
for (const [title, losses, passed] of table) {
  test(title, (t) => {
    t.deepEqual(passedLimits(losses).map((one) =>
      `${one.lingkup === 'opd' ? one.opd : 'semua'} ${one.lost} of ${one.serving}, at most ${one.batas}`), passed)
  })
}
