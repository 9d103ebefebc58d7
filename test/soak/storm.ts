import { loadWhile } from '../bench/load.ts'
import { median, percentile } from '../bench/figures.ts'
import { table } from '../bench/report.ts'
import { openProduct } from '../bench/stage.ts'
import type { Soak } from './soak.ts'

const SECONDS = 540
const SAMPLES = 90
const CONCURRENCY = 8

interface StormFigures {
  readonly seconds: number
  readonly signIns: number
  readonly p50: number
  readonly p99: number
  /** Resident memory of the server process at even distances, bytes. */
  readonly memory: readonly number[]
}

const third = (memory: readonly number[], which: number): number =>
  median(memory.slice(Math.floor(which * memory.length / 3), Math.max(1, Math.floor((which + 1) * memory.length / 3))))

/** A morning on which everybody signs in and redeems, nine minutes long: does memory stay flat? */
export const storm: Soak<StormFigures> = {
  about: 'Sign-ins with their passwords checked and codes redeemed, as fast as they go: memory must stay flat.',
  async run(scope, { scale, say, signal, nodeArguments }) {
    const { process, visitor } = await openProduct(scope, nodeArguments)
    const memory: number[] = []
    const until = performance.now() + SECONDS * 1000 * scale
    const sample = setInterval(() => {
      void process.usage().then(({ rss }) => {
        memory.push(rss)
        say(`${memory.length}/${SAMPLES}: ${(rss / 1e6).toFixed(0)} MB`)
      }, () => undefined)
    }, SECONDS * 1000 * scale / SAMPLES)
    scope.teardown(() => clearInterval(sample))
    const { latencies, seconds } = await loadWhile(async (index) => {
      await visitor.signIn(index)
      await visitor.exchange()
    }, () => performance.now() < until, { concurrency: CONCURRENCY, signal })
    clearInterval(sample)
    return { seconds, signIns: latencies.length, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), memory }
  },
  report: ({ seconds, signIns, p50, p99, memory }) => {
    const [first, second, last] = [0, 1, 2].map((which) => third(memory, which)) as [number, number, number]
    const growth = last / second - 1
    return [
      `${signIns.toLocaleString('en')} sign-ins with exchange in ${seconds.toFixed(0)} s (${(signIns / seconds).toFixed(1)}/s), `
        + `none failed; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms.`,
      table(['resident memory (median)', 'MB'], [
        ['first third', (first / 1e6).toFixed(0)], ['second third', (second / 1e6).toFixed(0)],
        ['last third', (last / 1e6).toFixed(0)], ['most', (Math.max(...memory) / 1e6).toFixed(0)],
      ]),
      `From the second third to the last memory changed by ${(growth * 100).toFixed(1)} %: `
        + `${growth <= 0.05 ? 'flat' : 'not flat'} (at most 5 %).`,
    ].join('\n\n')
  },
}
