import { setTimeout as later } from 'node:timers/promises'
import { type Config, readConfig } from './config.ts'
import { connect } from './kernel/db/connect.ts'
import { claimService } from './kernel/db/embedded/service-lock.ts'
import { migrate } from './kernel/db/migrate.ts'
import type { Database } from './kernel/db/database.ts'
import { type Clock, systemClock } from './kernel/lib/clock.ts'
import { createSeal } from './kernel/lib/seal.ts'
import { reportAndExit } from './report.ts'
import { readSecrets } from './secrets.ts'
import { demoTable } from './seed/demo-table.rules.ts'
import { ensureDemoClient } from './seed/demo-client.ts'
import { seedDemo } from './seed/demo.ts'
import { seedPermohonan } from './seed/demo-permohonan.ts'
import { type DemoProcess, startDemo } from './seed/demo-process.ts'
import { createProcessHasher, startService } from './service.ts'
import { startWorkers } from './workers.ts'
import { assertPortFree } from './ports.ts'

const say = (line: string): void => { console.error(line) }

/** A terminal's Ctrl-C comes twice: to the whole group, and once more through npm. */
const SAME_KEYPRESS_MS = 1_000

/** Things to undo when the service ends, last one first. */
class Teardown {
  readonly #steps: (() => Promise<void>)[] = []
  #running: Promise<void> | undefined

  add(step: () => Promise<void>): void {
    this.#steps.unshift(step)
  }

  /** True from the first signal or failure on. */
  get begun(): boolean {
    return this.#running !== undefined
  }

  run(): Promise<void> {
    this.#running ??= this.#undo()
    return this.#running
  }

  async #undo(): Promise<void> {
    for (const step of this.#steps) await step()
  }
}

/** Ctrl-C and SIGTERM drain and stop everything; whoever presses again later does not want to wait. */
function stopOnSignal(teardown: Teardown): void {
  let first: number | undefined
  const stop = (): void => {
    if (first !== undefined && performance.now() - first > SAME_KEYPRESS_MS) process.exit(130)
    if (first !== undefined) return
    first = performance.now()
    say('Stopping...')
    teardown.run().then(() => process.exit(0), reportAndExit)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

/** Ends everything because of an error; on the way out already, nothing is left to tell. */
function endWith(error: unknown, teardown: Teardown): void {
  if (!teardown.begun) void teardown.run().finally(() => reportAndExit(error))
}

/** Registers the demo application, if it is not yet, and starts it. */
async function openDemo(
  { dataDir, demoPort, issuer }: Config, database: Database, clock: Clock,
): Promise<DemoProcess> {
  const client = await ensureDemoClient(database, clock, { dataDir, baseUrl: `http://localhost:${demoPort}` })
  return startDemo({ issuer, client, port: demoPort })
}

/**
 * What `npm start` does: database, migrations, demo population, service and demo application, all in one go on a
 * machine that has nothing but Node and npm.
 * @throws OperatorError for what the person at the keyboard can mend
 */
export async function start(): Promise<void> {
  const config = readConfig(process.env)
  const clock = systemClock()
  const teardown = new Teardown()
  stopOnSignal(teardown)
  try {
    const claim = await claimService(config.dataDir)
    teardown.add(() => claim.release())
    await assertPortFree(config.host, config.port, 'PORT')
    if (config.demo) await assertPortFree('127.0.0.1', config.demoPort, 'DEMO_PORT')
    const connections = await connect(config, say)
    teardown.add(() => connections.close())
    if (connections.owner) await migrate(connections.owner.knex)
    const secrets = await readSecrets(config)
    const hasher = createProcessHasher()
    const accounts = config.demo ? await seedDemo({
      database: connections.app, clock, hasher, seal: createSeal(secrets.sealingKeys), say,
    }) : []
    if (config.demo) await seedPermohonan({ database: connections.app, clock, issuer: config.issuer })
    const service = await (config.workers === 1
      ? startService(config, secrets, connections, hasher)
      : startWorkers(config, connections.appUrl, { say, onLost: (error) => endWith(error, teardown) }))
    teardown.add(() => service.drain())
    const demo = config.demo ? await openDemo(config, connections.app, clock) : undefined
    if (demo) teardown.add(() => demo.stop())
    console.log(demoTable({
      issuer: config.issuer, demo: demo?.baseUrl, accounts,
      messages: config.demo && config.smtpUrl === undefined && config.smsGateway === undefined,
    }))
  } catch (error) {
    // After a Ctrl-C in the middle, what failed is only what was just taken away.
    const interrupted = teardown.begun
    await Promise.race([teardown.run(), later(5_000)])
    if (!interrupted) throw error
  }
}

