import type { Results, StartFigures } from './bench.ts'
import { fullOverEmpty, goalsOf, round } from './goals.ts'
import { type Comparison, cpuOf, type SideFigures } from './rounds.ts'
import type { StormFigures } from './storm.ts'

/** A table as Markdown writes it, in columns that a terminal shows as such; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width, column) => column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

const ms = (value: number | undefined): string => value === undefined ? '-' : value.toFixed(2)
const mb = (bytes: number | undefined): string => bytes === undefined ? '-' : `${(bytes / 1e6).toFixed(0)} MB`

const ratesOf = ({ perSecond, spread, p50, p99 }: SideFigures): string[] =>
  [perSecond.toFixed(perSecond < 100 ? 1 : 0), `${(spread * 100).toFixed(0)} %`, ms(p50), ms(p99)]

function rates(comparisons: readonly Comparison[]): string {
  return table(
    ['operation', 'product /s', 'spread', 'p50 ms', 'p99 ms', 'bare /s', 'spread', 'p50 ms', 'p99 ms', 'rate ratio'],
    comparisons.map(({ kind, product, bare, rateRatio }) =>
      [kind, ...ratesOf(product), ...ratesOf(bare), rateRatio.toFixed(2)]))
}

function costs(comparisons: readonly Comparison[]): string {
  return table(
    ['operation', 'server CPU ms', 'PostgreSQL CPU ms', 'statements', 'commits', 'bare CPU ms', 'CPU ratio'],
    comparisons.map(({ kind, product, bare, cpuRatio }) => [
      kind, ms(product.serverMs), ms(product.postgresMs), round(product.statements), round(product.commits),
      ms(bare.serverMs), `${cpuRatio.toFixed(2)}x`,
    ]))
}

/** Beside other work a verification costs more than by itself: both are told, the goal is judged by the latter. */
function hashes(comparisons: readonly Comparison[], { verificationMs, share }: Results['argon2']): string {
  const [withHash = NaN, without = NaN] = ['sign-in with hash', 'sign-in without hash'].map((wanted) =>
    comparisons.filter(({ kind }) => kind === wanted).map(({ product }) => cpuOf(product))[0])
  const percent = (value: number): string => `${(value * 100).toFixed(0)} %`
  return `One argon2id verification by itself takes ${ms(verificationMs)} ms of CPU, ${percent(share)} of all CPU of a sign-in `
    + `(server and PostgreSQL); checking the password adds ${ms(withHash - without)} ms to a sign-in, `
    + `${percent(1 - without / withHash)} of it.`
}

const stormRow = (name: string, { idle, storm, signIns }: StormFigures): string[] =>
  [name, ms(idle.p50), ms(idle.p99), ms(storm.p50), ms(storm.p99), `${(storm.p99 / idle.p99).toFixed(1)}x`, signIns.toFixed(1)]

const startRow = (name: string, cached: StartFigures, compiling: StartFigures, loaded: number): string[] =>
  [name, cached.milliseconds.toFixed(0), mb(cached.rss), compiling.milliseconds.toFixed(0), mb(compiling.rss), mb(loaded)]

/** Everything that a run found, as one text of Markdown without a title. */
export function reportOf(results: Results): string {
  const { comparisons, argon2, storm, fullness, starts, loaded } = results
  return [
    table(['goal (performance.md)', 'wanted', 'seen', 'verdict'],
      goalsOf(results).map(({ what, wanted, seen, met }) => [what, wanted, seen, met ? 'met' : 'not met'])),
    'Rates and latencies. Median of the rounds; spread is largest less smallest rate over the median; p50 and p99 are of all '
      + 'rounds together.',
    rates(comparisons),
    'Costs of one operation.',
    costs(comparisons),
    hashes(comparisons, argon2),
    '/token at a steady pace, alone and in a login storm; latencies count from the time at which each was due.',
    table(['side', 'idle p50 ms', 'idle p99 ms', 'storm p50 ms', 'storm p99 ms', 'p99 ratio', 'sign-ins /s'],
      [
      stormRow('product, refresh', storm.refresh), stormRow('product, client credentials', storm.product),
      stormRow('bare, client credentials', storm.bare),
    ]),
    `Throughput over tables with ${fullness.rows.toLocaleString('en')} sessions, grants, access tokens and refresh tokens each, `
      + 'by throughput over empty ones.',
    table(['operation', 'full / empty'], [
      ...fullness.kinds.map(({ kind, ratio }) => [kind, ratio.toFixed(2)]),
      ['all together', fullOverEmpty(fullness.kinds).toFixed(2)],
    ]),
    'From spawn to the first discovery answer, and resident memory half a second later; with what Node compiled at an earlier start '
      + '(as `npm start` keeps it) and without; and memory after all rounds.',
    table(['side', 'cached ms', 'idle', 'compiling ms', 'idle', 'loaded'], [
      startRow('product', starts.product, starts.productCompiling, loaded.product),
      startRow('bare', starts.bare, starts.bareCompiling, loaded.bare),
    ]),
  ].join('\n\n')
}
