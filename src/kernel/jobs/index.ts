/** Background work on PostgreSQL: bells that any node may hear, schedules of the whole house, ticks of every node. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Handler, keepRunning, type Work } from './runner.ts'
import { startTicks } from './ticks.ts'

export type { Handler } from './runner.ts'

/**
 * What a process does beside its requests. Say it all before `start`. Every handler must be idempotent: a job may come
 * twice, and a killed node's job comes only after four hours, so that no truth may live in one (decision 24).
 */
export interface Jobs {
  /** Answers a kind of job, on whichever node takes it first. */
  handle(task: string, handler: Handler): void
  /** Runs a handler at the times of a crontab line in UTC (`*\/10 * * * *`), each time on one node of the house. */
  schedule(task: string, cron: string, handler: Handler): void
  /** Runs a handler on this node every so many milliseconds, never twice at once. */
  every(intervalMs: number, handler: Handler): void
  /** Runs a handler once nothing new is taken any more: for what the others left under way. */
  onStop(handler: Handler): void
  /** Begins in the background and returns at once: nobody who starts a service waits for it. */
  start(): void
  /** Takes no new work and waits for what is under way, ten seconds at most: a database that is away is not waited for. */
  stop(): Promise<void>
}

interface Options {
  /** Takes what goes wrong; the work goes on, a lost queue is opened again. */
  readonly onError: (error: unknown) => void
}

/** Connections of one process for its jobs: one hears the bells, the other takes and finishes jobs. */
const CONNECTIONS = 2

const PATIENCE_MS = 10_000

/** @param url postgres:// URL of the service's role, leading to PostgreSQL itself: a pooler forwards no notification */
export function createJobs(url: string, { onError }: Options): Jobs {
  const work: Work = { tasks: {}, crontab: [] }
  const ticks: { intervalMs: number; handler: Handler }[] = []
  const endings: Handler[] = []
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const openPool = (): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: 'satu-login-jobs' })
    pool.on('error', onError)
    pool.on('connect', (client) => { client.on('error', onError) })
    return pool
  }
  return {
    handle(task, handler) { work.tasks[task] = handler },
    schedule(task, cron, handler) {
      work.tasks[task] = handler
      work.crontab.push({ task, match: cron })
    },
    every(intervalMs, handler) { ticks.push({ intervalMs, handler }) },
    onStop(handler) { endings.push(handler) },
    start() {
      running = Promise.all([
        keepRunning(openPool, work, { signal: stopping.signal, onError }),
        ...ticks.map((tick) => startTicks(tick, { signal: stopping.signal, onError })),
      ])
    },
    async stop() {
      stopping.abort()
      const late = new AbortController()
      await Promise.race([running, sleep(PATIENCE_MS, undefined, { signal: late.signal })])
      late.abort()
      for (const ending of endings) await ending()
    },
  }
}
