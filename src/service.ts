import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import type Koa from 'koa'
import { pino } from 'pino'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { Secrets } from './secrets.ts'
import { keepMonthsPrepared } from './domain/audit/index.ts'
import { createHashQueue } from './domain/accounts/hash-queue.ts'
import { createPasswordHasher, type PasswordHasher } from './domain/accounts/password-hash.ts'
import { rememberWays } from './domain/accounts/pesan/index.ts'
import { runCalendar } from './domain/kepegawaian/kalender/index.ts'
import { createSources } from './domain/kepegawaian/source/sources.ts'
import { checkEncryptionKeys, ensureSigningKeys } from './domain/keys/index.ts'
import type { Connections } from './kernel/db/connect.ts'
import type { Database } from './kernel/db/database.ts'
import { openListener } from './kernel/db/listen/index.ts'
import { createJobs } from './kernel/jobs/index.ts'
import { readGateway } from './kernel/notifications/index.ts'
import { requireSchema } from './kernel/db/schema.ts'
import { createDrain } from './kernel/http/drain.ts'
import { listenOn } from './kernel/http/listen.ts'
import { serveMetrics } from './kernel/http/metrics-server.ts'
import { createHttpServer } from './kernel/http/server.ts'
import { systemClock } from './kernel/lib/clock.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import { OperatorError } from './kernel/lib/operator-error.ts'
import { createSeal } from './kernel/lib/seal.ts'
import { waysOf } from './messages.ts'
import { createMetrics } from './metrics.ts'
import { findDemoMixture } from './seed/demo.queries.ts'
import { hashSlots } from './workers.rules.ts'

/** About six seconds of waiting on two cores; whoever comes later hears when to try again. */
const MAX_WAITING_HASHES = 400

/** A request that began may end; after this the process goes. */
const DRAIN_MS = 10_000

export interface Service {
  /**
   * Takes no new connection, lets requests under way end, then resolves.
   * @param hurry cuts short whatever is still waited for
   */
  drain(hurry?: AbortSignal): Promise<void>
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
  config: Config, secrets: Secrets, connections: Pick<Connections, 'app' | 'appUrl'>,
  hasher = createProcessHasher(config.workers),
): Promise<Service> {
  const clock = systemClock()
  const { app: database } = connections
  await requireSchema(database)
  await refuseDemoMixture(database, config)
  await checkEncryptionKeys(database, secrets.sealingKeys)
  await ensureSigningKeys(database, createSeal(secrets.sealingKeys), clock)
  const logger = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: false }))
  const measures = config.metricsPort === undefined ? undefined : createMetrics(database, hasher)
  const jobs = createJobs(connections.appUrl, {
    onError: (error) => { logger.error({ failure: describeError(error) }, 'work beside the requests failed') },
  })
  const listener = openListener(connections.appUrl, {
    onError: (error) => logger.error({ failure: describeError(error) }, 'what other nodes change is not heard for now'),
  })
  const endings: (() => unknown)[] = [() => listener.close()]
  const end = async (): Promise<void> => {
    for (const ending of endings.toReversed()) await ending()
  }
  let handle: ReturnType<Koa['callback']>
  const server = createHttpServer((request, response) => void handle(request, response))
  const leave = createDrain(server)
  try {
    const sources = await createSources(config.simpeg, { cidrs: config.outboundCidrs, clock })
    const gateway = config.smsGateway && await readGateway(config.smsGateway)
    await rememberWays(database, waysOf({ ...config, gateway }))
    const app = await createApp({
      ...config, ...secrets, database, listener, clock, hasher, logger, measures, jobs, sources, gateway,
      leaving: () => leave.begun,
    })
    handle = app.callback()
    endings.push(await keepMonthsPrepared(database, clock, (error) => {
      logger.error({ failure: describeError(error) }, 'the months of the audit trail were not prepared')
    }))
    // Before anybody is answered: a day of many ends that came while nothing ran must lock nobody out.
    await runCalendar({ database, clock }).catch((error: unknown) => {
      logger.error({ failure: describeError(error) }, 'the calendar of ends of service was not looked at')
    })
    // Under WORKERS the primary tells the numbers of all.
    if (measures && config.metricsPort !== undefined && !cluster.isWorker) {
      endings.push(await serveMetrics(config.metricsHost, config.metricsPort, measures))
    }
    await listenOn(server, config.host, config.port)
  } catch (error) {
    await end()
    throw error
  }
  jobs.start()
  return {
    async drain(hurry) {
      await leave.run({ noticeMs: config.drainNoticeMs, endMs: DRAIN_MS }, hurry)
      // After the requests: the last of them may have left work behind.
      await jobs.stop()
      await end()
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
