import cluster from 'node:cluster'
import { once } from 'node:events'
import test from 'ava'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { startWorkers } from '../../src/workers.ts'
import { testDatabase } from '../helpers/database.ts'
import { freePort } from './free-port.ts'

/** Workers read their environment from this process, which is the primary here. */
async function start(t: { teardown(end: () => unknown): void }, count: number) {
  const db = await testDatabase(t, 'kosong')
  Object.assign(process.env, {
    PORT: String(await freePort()), COOKIE_KEYS: `${newSecret()},${newSecret()}`, ENCRYPTION_KEYS: `a:${newSecret()}`,
    LOG_LEVEL: 'silent', WORKERS: String(count),
  })
  const said: string[] = []
  const { promise: lost, resolve } = Promise.withResolvers<Error>()
  let losses = 0
  const service = await startWorkers({ workers: count, metricsPort: undefined, metricsHost: '127.0.0.1' }, db.appUrl, {
    say: (line) => { said.push(line) },
    onLost: (error) => {
      losses += 1
      resolve(error)
    },
  })
  return { service, said, lost, losses: () => losses }
}

/** Kills a worker, and resolves when the primary has heard of it. */
async function killOne(): Promise<void> {
  const [worker] = Object.values(cluster.workers ?? {})
  if (!worker) throw new Error('no worker is left')
  const gone = once(worker, 'exit')
  worker.process.kill('SIGKILL')
  await gone
}

test.serial('a worker that dies young is told of, and the last one ends the service', async (t) => {
  const { said, lost, losses } = await start(t, 2)
  await killOne()
  t.deepEqual(said, ['A worker ended by SIGKILL right after its start and is not replaced; 1 of 2 left.'])
  t.is(losses(), 0)
  await killOne()
  const error = await lost
  t.true(error instanceof OperatorError)
  t.is(error.message, 'No worker is left: the service ends.')
  t.is(said.at(-1), 'A worker ended by SIGKILL right after its start and is not replaced; 0 of 2 left.')
})

test.serial('workers that drain are no loss', async (t) => {
  const { service, said, losses } = await start(t, 2)
  await service.drain()
  t.deepEqual(said, [])
  t.is(losses(), 0)
})
