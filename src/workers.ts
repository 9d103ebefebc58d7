import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { OperatorError } from './kernel/lib/operator-error.ts'
import type { Service } from './service.ts'

const program = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** A worker that cannot even start would be started for ever. */
const SHORTEST_LIFE_MS = 5_000

/** Resolves when the worker listens. @throws OperatorError when it ends before that */
async function ready(worker: Worker): Promise<void> {
  const listening = once(worker, 'listening').then(() => true)
  const gone = once(worker, 'exit').then(() => false)
  if (!await Promise.race([listening, gone])) throw new OperatorError('A worker did not start; its reason stands above.')
}

/**
 * Starts `count` processes that share the port. Only this process, the primary, holds the embedded server and the
 * migrations (decision 1). A worker that dies is replaced, unless it died young.
 * @param databaseUrl the service's role
 */
export async function startWorkers(count: number, databaseUrl: string): Promise<Service> {
  cluster.setupPrimary({ exec: program })
  const workers = new Set<Worker>()
  let draining = false
  const fork = (): Worker => {
    const born = performance.now()
    const worker = cluster.fork({ DATABASE_URL: databaseUrl })
    workers.add(worker)
    worker.once('exit', () => {
      workers.delete(worker)
      if (!draining && performance.now() - born > SHORTEST_LIFE_MS) fork()
    })
    return worker
  }
  await Promise.all(Array.from({ length: count }, () => ready(fork())))
  return {
    async drain() {
      draining = true
      await Promise.all([...workers].map(async (worker) => {
        const gone = once(worker, 'exit')
        worker.process.kill('SIGTERM')
        await gone
      }))
    },
  }
}
