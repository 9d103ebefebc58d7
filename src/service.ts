import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { availableParallelism } from 'node:os'
import { pino } from 'pino'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { Secrets } from './secrets.ts'
import { keepMonthsPrepared } from './domain/audit/index.ts'
import { createHashQueue } from './domain/accounts/hash-queue.ts'
import { createPasswordHasher, type PasswordHasher } from './domain/accounts/password-hash.ts'
import { checkEncryptionKeys, ensureSigningKeys } from './domain/keys/index.ts'
import type { Connections } from './kernel/db/connect.ts'
import type { Database } from './kernel/db/database.ts'
import { requireSchema } from './kernel/db/schema.ts'
import { systemClock } from './kernel/lib/clock.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import { OperatorError } from './kernel/lib/operator-error.ts'
import { createSeal } from './kernel/lib/seal.ts'
import { findDemoMixture } from './seed/demo.queries.ts'
import { hashSlots } from './workers.rules.ts'

/** About six seconds of waiting on two cores; whoever comes later hears when to try again. */
const MAX_WAITING_HASHES = 400

/** A request that began may end; after this the process goes. */
const DRAIN_MS = 10_000

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000

export interface Service {
  /** Takes no new connection, lets requests under way end, then resolves. */
  drain(): Promise<void>
}

/**
 * @param workers processes that share this machine
 * @returns the hasher of one of them: together as many hashes in flight as cores (performance.md, first lever)
 */
export function createProcessHasher(workers = 1): PasswordHasher {
  return createPasswordHasher({
    queue: createHashQueue({ slots: hashSlots(availableParallelism(), workers), maxWaiting: MAX_WAITING_HASHES }),
  })
}

/**
 * Starts answering requests on a migrated database.
 * @throws OperatorError for a taken port, other encryption keys, a database that is not migrated, or one with demo
 *   accounts in production or beside real people
 */
export async function startService(
  config: Config, secrets: Secrets, connections: Pick<Connections, 'app'>, hasher = createProcessHasher(config.workers),
): Promise<Service> {
  const clock = systemClock()
  const { app: database } = connections
  await requireSchema(database)
  await refuseDemoMixture(database, config)
  await checkEncryptionKeys(database, secrets.sealingKeys)
  await ensureSigningKeys(database, createSeal(secrets.sealingKeys), clock)
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: false }))
  const app = await createApp({ ...config, ...secrets, database, clock, hasher, logger })
  const handle = app.callback()
  const server = createServer((request, response) => void handle(request, response))
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  const stopPreparing = await keepMonthsPrepared(database, clock, (error) => {
    logger.error({ failure: describeError(error) }, 'the months of the audit trail were not prepared')
  })
  try {
    await listen(server, config)
  } catch (error) {
    stopPreparing()
    throw error
  }
  return {
    drain() {
      stopPreparing()
      return drain(server)
    },
  }
}

/** Decision 4: accounts whose password everybody can read serve neither production nor real people. */
async function refuseDemoMixture(database: Database, { production }: Config): Promise<void> {
  const { demo, real } = await findDemoMixture(database)
  if (!demo) return
  const holds = 'This database holds demo accounts, whose password is public'
  if (production) throw new OperatorError(`${holds}: it must not serve production.`)
  if (real) throw new OperatorError(`${holds}, beside real people: it must not be served.`)
}

/** One clear sentence for what keeps a port from being ours. */
async function listen(server: Server, { host, port }: Config): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new OperatorError(code === 'EADDRINUSE'
      ? `Port ${port} is taken by another program. Stop it, or set another PORT.`
      : `The service cannot listen on ${host}:${port}: ${code}.`)
  }
}

async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(late)
}
