import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { ensureSigningKeys } from '../../src/domain/keys/index.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { type Balancer, openBalancer } from './balancer.ts'
import { type Template, testDatabase } from './database.ts'
import { type House, type HouseOptions, jobsOf, listening } from './house.ts'
import type { Scope } from './scope.ts'
import { listen } from './server.ts'

/**
 * A house of two identical nodes on one database, each with its own pool, behind a balancer (decision 33).
 * @param options.jobs lets both work beside their requests as well: logout deliveries
 */
export async function openNodes(
  scope: Scope, template: Template, { jobs: wanted }: Pick<HouseOptions, 'jobs'> = {},
): Promise<House & { readonly balancer: Balancer }> {
  const db = await testDatabase(scope, template)
  const clock = systemClock()
  const cookieKeys = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const sealingKeys = [{ id: 'test', key: randomBytes(32) }] as const
  await ensureSigningKeys(db.app, createSeal(sealingKeys), clock)
  const balancer = await openBalancer(scope)
  const issuer = balancer.url
  const nodes = await Promise.all([1, 2].map(async () => {
    const database = openDatabase(db.appUrl)
    scope.teardown(() => database.close())
    const jobs = jobsOf(scope, db.appUrl, wanted)
    const listener = await listening(scope, db.appUrl)
    const app = await createApp({
      issuer, production: false, trustedProxies: [], outboundCidrs: ['127.0.0.0/8'], cookieKeys, sealingKeys, database,
      listener, clock, hasher: createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) }),
      logger: pino({ level: 'silent' }), ...(jobs && { jobs }),
    })
    jobs?.start()
    const handle = app.callback()
    return listen(scope, (request, response) => void handle(request, response))
  }))
  balancer.use(nodes)
  return { issuer, address: new URL(issuer).host, db, clock, balancer }
}
