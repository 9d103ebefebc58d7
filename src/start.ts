import { setTimeout as later } from 'node:timers/promises'
import { readConfig } from './config.ts'
import { connect } from './kernel/db/connect.ts'
import { claimService } from './kernel/db/embedded/service-lock.ts'
import { migrate } from './kernel/db/migrate.ts'
import { systemClock } from './kernel/lib/clock.ts'
import { readSecrets } from './secrets.ts'
import { demoTable } from './seed/demo-table.rules.ts'
import { ensureDemoClient } from './seed/demo-client.ts'
import { seedDemo } from './seed/demo.ts'
import { type DemoProcess, startDemo } from './seed/demo-process.ts'
import { createProcessHasher, startService } from './service.ts'
import { assertPortFree } from './ports.ts'

const say = (line: string): void => { console.error(line) }

/** Things to undo when the service ends, last one first. */
class Teardown {
  readonly #steps: (() => Promise<void>)[] = []

  add(step: () => Promise<void>): void {
    this.#steps.unshift(step)
  }

  async run(): Promise<void> {
    for (const step of this.#steps.splice(0)) await step()
  }
}

/** Ctrl-C and SIGTERM drain and stop everything; a second one does not wait. */
function stopOnSignal(teardown: Teardown): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      say('Stopping...')
      teardown.run().then(() => process.exit(0), (error: unknown) => {
        say(String(error))
        process.exit(1)
      })
    })
  }
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
    const accounts = config.demo ? await seedDemo({ database: connections.app, clock, hasher, say }) : []
    const service = await startService(config, secrets, connections, hasher)
    teardown.add(() => service.drain())
    let demo: DemoProcess | undefined
    if (config.demo) {
      const baseUrl = `http://localhost:${config.demoPort}`
      const client = await ensureDemoClient(connections.app, clock, { dataDir: config.dataDir, baseUrl })
      demo = await startDemo({ issuer: config.issuer, client, port: config.demoPort })
      teardown.add(demo.stop)
    }
    console.log(demoTable({ issuer: config.issuer, demo: demo?.baseUrl, accounts }))
  } catch (error) {
    await Promise.race([teardown.run(), later(5_000)])
    throw error
  }
}

