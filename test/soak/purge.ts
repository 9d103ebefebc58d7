import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { percentile, sum } from '../bench/figures.ts'
import { countExpired, fill } from '../bench/fill.ts'
import { loadWhile } from '../bench/load.ts'
import { table } from '../bench/report.ts'
import { openProduct } from '../bench/stage.ts'
import type { Soak } from './soak.ts'

/** In each of four tables. */
const ROWS = 250_000
const QUIET_SECONDS = 40
const CONCURRENCY = 4

/** Sign-ins without hash, so that what the database does is not lost beside it. */
interface Phase {
  readonly name: string
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly most: number
}

interface PurgeFigures {
  readonly purged: number
  readonly left: number
  readonly seconds: number
  readonly phases: readonly Phase[]
}

/** A million expired rows go while people sign in: do they feel it? */
export const purge: Soak<PurgeFigures> = {
  about: 'A million expired rows are purged while people sign in: they must not feel it.',
  async run(scope, { scale, say, signal, nodeArguments }) {
    const { db, process, visitor } = await openProduct(scope, nodeArguments)
    await process.ask('hashing', false)
    await visitor.signIn(0)
    await visitor.exchange()
    say('Writing rows that are over...')
    await fill(db.owner, Math.round(ROWS * scale), '-1 hour')

    const during = async (name: string, goesOn: () => boolean): Promise<Phase> => {
      say(`${name}...`)
      const { latencies, seconds } = await loadWhile(async (index) => {
        await visitor.signIn(index)
        visitor.forget()
      }, goesOn, { concurrency: CONCURRENCY, signal })
      return {
        name, perSecond: latencies.length / seconds, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99),
        most: Math.max(...latencies),
      }
    }
    const quiet = (name: string): Promise<Phase> => {
      const until = performance.now() + QUIET_SECONDS * 1000 * scale
      return during(name, () => performance.now() < until)
    }
    const before = await quiet('before')

    const pool = openDatabase(db.appUrl, { poolSize: 1 })
    scope.teardown(() => pool.close())
    const began = performance.now()
    let seconds = 0
    const purging = purgeExpired(pool, systemClock()).finally(() => { seconds = (performance.now() - began) / 1000 })
    const meanwhile = await during('during', () => seconds === 0)
    const purged = sum(Object.values(await purging))
    return { purged, seconds, left: await countExpired(db.app), phases: [before, meanwhile, await quiet('after')] }
  },
  report: ({ purged, left, seconds, phases }) => [
    `${purged.toLocaleString('en')} rows went in ${seconds.toFixed(0)} s (${(purged / seconds).toFixed(0)}/s), `
      + `${left.toLocaleString('en')} are left; sign-ins without hash, ${CONCURRENCY} at once, none failed.`,
    table(['purge', 'sign-ins /s', 'p50 ms', 'p99 ms', 'longest ms'],
      phases.map(({ name, perSecond, p50, p99, most }) =>
        [name, perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1), most.toFixed(1)])),
  ].join('\n\n'),
}
