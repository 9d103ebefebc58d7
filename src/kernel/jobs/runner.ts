import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CronItem } from 'graphile-worker'
import type pg from 'pg'

export type Handler = () => Promise<unknown>

/** What a process can do, by the name of the job. */
export interface Work {
  readonly tasks: Record<string, Handler>
  readonly crontab: CronItem[]
}

interface Watch {
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Jobs of one process at the same time (decision 24: at least 10). */
const CONCURRENCY = 10

/** After the database was away, or its schema was not there yet. */
const PAUSE_MS = 5_000

/** Loaded when the service answers already: it takes longer to read than many a command to run. */
async function open(pool: pg.Pool, { tasks, crontab }: Work, onError: Watch['onError']) {
  const { Logger, parseCronItems, run } = await import('graphile-worker')
  return run({
    pgPool: pool,
    taskList: Object.fromEntries(Object.entries(tasks).map(([name, handler]) => [name, async () => { await handler() }])),
    parsedCronItems: parseCronItems(crontab),
    concurrency: CONCURRENCY,
    // The service's own drain decides when to stop.
    noHandleSignals: true,
    preset: {
      worker: {
        // One query for all its slots, not one for each.
        localQueue: { size: CONCURRENCY },
        // Without a batch nobody waits for the end of a job to be written: a cut connection would be an unhandled
        // rejection there (dist/worker.js, `completeJob(job)`), and the end of the process.
        completeJobBatchDelay: 0, failJobBatchDelay: 0,
      },
    },
    logger: new Logger(() => (level, message, meta) => {
      // What it says besides is that two connections are enough for ten jobs, which is meant so.
      if (level.valueOf() === 'error') onError(meta?.['error'] ?? new Error(message))
    }),
  })
}

async function runOnce(pool: pg.Pool, work: Work, { signal, onError }: Watch): Promise<void> {
  const runner = await open(pool, work, onError)
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort')
  await Promise.race([stopped, runner.promise])
  if (signal.aborted) await runner.stop()
}

/**
 * Keeps the library at work until the signal. It gives up when the database is away for long; then it is opened anew.
 * @param openPool gives a pool with error handlers, which is closed here
 * @returns resolves when the last job under way has ended
 */
export async function keepRunning(openPool: () => pg.Pool, work: Work, watch: Watch): Promise<void> {
  const { signal, onError } = watch
  while (!signal.aborted) {
    const pool = openPool()
    try {
      await runOnce(pool, work, watch)
    } catch (error) {
      onError(error)
    } finally {
      await pool.end().catch(onError)
    }
    if (!signal.aborted) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
  }
}
