import test from 'ava'
import { guardArguments } from '../helpers/network.ts'
import { bench } from './bench.ts'
import { withSection } from './document.ts'
import { median, percentile, spread } from './figures.ts'
import { goalsOf } from './goals.ts'
import { KINDS } from './operations.ts'
import { TINY } from './plan.ts'
import { reportOf } from './report.ts'

const isPositive = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value > 0

/** No thresholds on time: that every operation works on both sides, and that every column is a number. */
test('a tiny run does every operation on both sides and has a number for every column', async (t) => {
  const lines: string[] = []
  const results = await bench(t, { plan: TINY, say: (line) => lines.push(line), nodeArguments: guardArguments })
  t.deepEqual(results.comparisons.map(({ kind }) => kind), KINDS.map(({ name }) => name))
  for (const { kind, product, bare, rateRatio, cpuRatio } of results.comparisons) {
    for (const { perSecond, p50, p99, serverMs } of [product, bare]) {
      t.true([perSecond, p50, p99, serverMs].every(isPositive), kind)
    }
    t.true([rateRatio, cpuRatio].every(isPositive), kind)
    t.deepEqual([bare.statements, bare.commits, bare.postgresMs], [0, 0, undefined], kind)
    t.is(typeof product.postgresMs, process.platform === 'linux' ? 'number' : 'undefined', kind)
  }
  const product = (kind: string) => results.comparisons.find((one) => one.kind === kind)?.product
  t.true((product('sign-in with hash')?.statements ?? 0) >= 1)
  t.true((product('sign-in without hash')?.commits ?? 0) >= 1)
  const { argon2, storm, fullness, starts, loaded } = results
  t.true([argon2.verificationMs, argon2.share, loaded.product, loaded.bare].every(isPositive))
  for (const { idle, storm: stormy } of Object.values(storm)) {
    t.true([idle.p50, idle.p99, stormy.p50, stormy.p99].every(isPositive))
  }
  t.is(fullness.kinds.length, 6)
  t.true(fullness.kinds.every(({ ratio }) => isPositive(ratio)))
  t.true(Object.values(starts).every(({ milliseconds }) => isPositive(milliseconds)))
  t.notRegex(reportOf(results), /NaN|undefined|Infinity/)
  t.is(goalsOf(results).length, 14)
})

test('medians, percentiles and spreads', (t) => {
  t.is(median([3, 1, 2]), 2)
  t.is(median([4, 1, 2, 3]), 2.5)
  t.is(median([]), NaN)
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  t.is(percentile(hundred, 0.99), 99)
  t.is(percentile(hundred, 0.5), 50)
  t.is(percentile([7], 0.99), 7)
  t.is(spread([8, 10, 12]), 0.4)
})

test('a section takes the place of the one of its name, or stands at the end', (t) => {
  const first = withSection('# Title\n', 'One', 'a')
  const both = withSection(first, 'Two', 'b\n\n### Part\n\nc')
  t.is(both, '# Title\n\n## One\n\na\n\n## Two\n\nb\n\n### Part\n\nc\n')
  t.is(withSection(both, 'One', 'x'), '# Title\n\n## One\n\nx\n\n## Two\n\nb\n\n### Part\n\nc\n')
  t.is(withSection(withSection(both, 'Two', 'y'), 'Two', 'y'), '# Title\n\n## One\n\na\n\n## Two\n\ny\n')
})
