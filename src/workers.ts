import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { serveMetrics } from './kernel/http/metrics-server.ts'
import { OperatorError } from './kernel/lib/operator-error.ts'
import { clusterMetrics } from './metrics.ts'
import { HURRY } from './signals.ts'
import type { Service } from './service.ts'

const program = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** A worker that cannot even start would be started for ever. */
const SHORTEST_LIFE_MS = 5_000

const notStarted = (): OperatorError => new OperatorError('A worker did not start; its reason stands above.')

/** Resolves when the worker listens. @throws OperatorError when it ends before that */
async function ready(worker: Worker): Promise<void> {
  const listening = once(worker, 'listening').then(() => true)
  const gone = once(worker, 'exit').then(() => false)
  if (!await Promise.race([listening, gone])) throw notStarted()
}

/** Whom the primary tells of its workers. */
export interface Watch {
  /** Takes a line for stderr. */
  readonly say: (line: string) => void
  /** Called once, when no worker is left to answer: this process has to end. */
  readonly onLost: (error: OperatorError) => void
}

/** What is asked of the configuration. */
export type WorkersConfig = Pick<Config, 'workers' | 'metricsPort' | 'metricsHost'>

/**
 * Starts `workers` processes that share the port. Only this process, the primary, holds the embedded server, the
 * migrations (decision 1) and the port of the numbers. A worker that dies is replaced, unless it died young, which is
 * said.
 * @param databaseUrl the service's role
 * @throws OperatorError when one does not start, or the port of the numbers is taken
 */
export async function startWorkers(
  { workers: count, metricsPort, metricsHost }: WorkersConfig, databaseUrl: string, { say, onLost }: Watch,
): Promise<Service> {
  cluster.setupPrimary({ exec: program })
  const workers = new Set<Worker>()
  /** When all answered, in milliseconds of `performance.now()`. */
  let started = Infinity
  let draining = false
  const fork = (): Worker => {
    // A slow machine takes long to start one: its life counts from its first word.
    let listening = Infinity
    const worker = cluster.fork({ DATABASE_URL: databaseUrl })
    workers.add(worker)
    worker.once('listening', () => { listening = performance.now() })
    worker.once('exit', (code, signal: string | null) => {
      workers.delete(worker)
      // Until all have started, the start itself fails and says so.
      if (draining || started === Infinity) return
      if (performance.now() - Math.max(listening, started) > SHORTEST_LIFE_MS) return void fork()
      say(`A worker ended by ${signal ?? `exit status ${code}`} right after its start and is not replaced; `
        + `${workers.size} of ${count} left.`)
      if (workers.size === 0) onLost(new OperatorError('No worker is left: the service ends.'))
    })
    return worker
  }
  const stopTelling = metricsPort === undefined
    ? undefined : await serveMetrics(metricsHost, metricsPort, clusterMetrics())
  await Promise.all(Array.from({ length: count }, () => ready(fork())))
  // One may have listened and died while the others were still on their way.
  if (workers.size < count) throw notStarted()
  started = performance.now()
  return {
    async drain(hurry) {
      draining = true
      const gone = Promise.all([...workers].map((worker) => once(worker, 'exit')))
      for (const worker of workers) worker.process.kill('SIGTERM')
      hurry?.addEventListener('abort', () => { for (const worker of workers) worker.send(HURRY) }, { once: true })
      await gone
      await stopTelling?.()
    },
  }
}
