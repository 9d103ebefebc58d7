import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { type AppDependencies, createApp } from '../../src/app.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createCodes } from '../../src/domain/accounts/kode/index.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { ensureSigningKeys } from '../../src/domain/keys/index.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { createSignedLinks } from '../../src/kernel/lib/signed-link.ts'
import { type Balancer, openBalancer } from './balancer.ts'
import { type Template, type TestDatabase, testDatabase } from './database.ts'
import { heard, type House, type HouseOptions, jobsOf, listening } from './house.ts'
import type { Scope } from './scope.ts'
import { listen } from './server.ts'
import { until } from './waiting.ts'

/** What all nodes of a house have in common; a rolling change gives some of them other keys. */
interface Node {
  readonly issuer: string
  readonly db: TestDatabase
  readonly cookieKeys: readonly string[]
  readonly sealingKeys: AppDependencies['sealingKeys']
  readonly jobs?: HouseOptions['jobs']
  readonly overrides?: HouseOptions['overrides']
}

/** Starts one node with a pool of its own, as long as the scope lasts. @returns its base URL */
export async function startNode(
  scope: Scope, { issuer, db, cookieKeys, sealingKeys, jobs: wanted, overrides }: Node,
): Promise<string> {
  const database = openDatabase(db.appUrl)
  scope.teardown(() => database.close())
  const jobs = jobsOf(scope, db.appUrl, wanted)
  const listener = await listening(scope, db.appUrl)
  const app = await createApp({
    issuer, production: false, trustedProxies: [], outboundCidrs: ['127.0.0.0/8'], cookieKeys, sealingKeys, database,
    listener, clock: systemClock(),
    hasher: createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) }),
    logger: pino({ level: 'silent' }), ...(jobs && { jobs }), ...overrides,
  })
  jobs?.start()
  await until(() => listener.fresh())
  const handle = app.callback()
  return listen(scope, (request, response) => void handle(request, response))
}

/**
 * A house of two identical nodes on one database, each with its own pool, behind a balancer (decision 33).
 * @param options.jobs lets both work beside their requests as well: logout deliveries
 * @param options.overrides the same for both nodes
 */
export async function openNodes(
  scope: Scope, template: Template, { jobs, overrides }: Pick<HouseOptions, 'jobs' | 'overrides'> = {},
): Promise<House & { readonly balancer: Balancer }> {
  const db = await testDatabase(scope, template)
  const clock = systemClock()
  const cookieKeys = [newSecret(), newSecret()]
  const sealingKeys = [{ id: 'test', key: randomBytes(32) }] as const
  const seal = createSeal(sealingKeys)
  await ensureSigningKeys(db.app, seal, clock)
  const balancer = await openBalancer(scope)
  const issuer = balancer.url
  const node = { issuer, db, cookieKeys, sealingKeys, jobs, overrides }
  balancer.use(await Promise.all([startNode(scope, node), startNode(scope, node)]))
  const links = createSignedLinks(overrides?.cookieKeys ?? cookieKeys)
  const codes = createCodes(overrides?.cookieKeys ?? cookieKeys)
  return { issuer, address: new URL(issuer).host, db, clock, seal, links, codes, heard: () => heard(db), balancer }
}
