import test from 'ava'
import { guardArguments } from '../helpers/network.ts'
import { impor } from './impor.ts'
import { leaver } from './leaver.ts'
import { purge } from './purge.ts'
import { storm } from './storm.ts'

// A hundredth of each (decision 32). No thresholds on time or memory: that everything works and is told in numbers.
const hundredth = { scale: 0.01, say: () => undefined, nodeArguments: guardArguments }

test('a hundredth of the storm', async (t) => {
  const figures = await storm.run(t, hundredth)
  t.true(figures.signIns > 0)
  t.true(figures.memory.length > 0)
  t.notRegex(storm.report(figures), /NaN|undefined|Infinity/)
})

test('a hundredth of the purge: what is over goes, and people sign in all the while', async (t) => {
  const figures = await purge.run(t, hundredth)
  t.is(figures.left, 0)
  t.is(figures.purged, 10_000)
  t.deepEqual(figures.phases.map(({ name, perSecond }) => [name, perSecond > 0]), [['before', true], ['during', true], ['after', true]])
  t.notRegex(purge.report(figures), /NaN|undefined|Infinity/)
})

test('a tenth of a leaving: everything of his is refused, and whoever can be told is, once and after the fact', async (t) => {
  const figures = await leaver.run(t, { ...hundredth, scale: 0.1 })
  t.deepEqual(figures.wrong, [])
  for (const { event, owed, told, toldTooEarly, late } of figures.departures) {
    t.is(told, owed, event)
    t.deepEqual(late, [], event)
    t.is(toldTooEarly, 0, event)
  }
  t.deepEqual(figures.departures.map(({ people, owed }) => [people, owed]), [[1, 4], [5, 20], [1, 4], [5, 20]])
  t.deepEqual(figures.mass.map(({ people, statements, sessions, owed }) => [people, statements, sessions, owed]),
    [[1, 1, 1, 3], [300, 1, 300, 900]])
  t.notRegex(leaver.report(figures), /NaN|undefined|Infinity/)
})

test('a hundredth of an import: the same bundle changes nobody, another golongan exactly those who have it', async (t) => {
  const figures = await impor.run(t, hundredth)
  t.deepEqual(figures.rounds.map(({ changed }) => changed), [0, 0, 1])
  t.true(figures.rounds.every(({ statements, databaseMs }) => statements > 10 && databaseMs > 0))
  t.notRegex(impor.report(figures), /NaN|undefined|Infinity/)
})
