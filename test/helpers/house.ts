import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { pino } from 'pino'
import { type AppDependencies, createApp } from '../../src/app.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { type Codes, createCodes } from '../../src/domain/accounts/kode/index.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { ensureSigningKeys } from '../../src/domain/keys/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { type Listener, openListener } from '../../src/kernel/db/listen/index.ts'
import { createJobs, type Jobs } from '../../src/kernel/jobs/index.ts'
import { type Clock, systemClock } from '../../src/kernel/lib/clock.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { createSeal, type Seal } from '../../src/kernel/lib/seal.ts'
import { createSignedLinks, type SignedLinks } from '../../src/kernel/lib/signed-link.ts'
import { type Template, type TestDatabase, testDatabase } from './database.ts'
import type { Scope } from './scope.ts'
import { listen } from './server.ts'
import type { ServerKeys } from './tls.ts'
import { until } from './waiting.ts'

/** A running service on a database of its own. */
export interface House {
  readonly issuer: string
  /** Where it listens, `127.0.0.1:<port>`: what the name of an https issuer is mapped to. */
  readonly address: string
  readonly db: TestDatabase
  readonly clock: Clock
  /** Links as its letters carry them. */
  readonly links: SignedLinks
  /** One-time codes as it draws and knows them. */
  readonly codes: Codes
  /** What its secrets are sealed with. */
  readonly seal: Seal
  /** Resolves when every node has heard of all that was committed before: what it knows from memory is true then. */
  readonly heard: () => Promise<void>
}

export interface HouseOptions {
  readonly template?: Template
  readonly clock?: Clock
  /** Serves `https://<name>` with these keys (decision 35) instead of http://localhost; nobody but a test knows the name. */
  readonly https?: { readonly name: string; readonly keys: ServerKeys }
  /** Lets it work beside its requests as well: logout deliveries. Without it nothing is started for that. */
  readonly jobs?: boolean | ((scope: Scope, appUrl: string) => Jobs)
  /** Stands between the service and its pool: what a test counts or breaks. */
  readonly wrap?: (database: Database) => Database
  readonly overrides?: Partial<AppDependencies>
}

/** What a house does beside its requests, as long as the scope lasts; it is started with the house. */
export function jobsOf(scope: Scope, appUrl: string, wanted: HouseOptions['jobs'] = false): Jobs | undefined {
  if (typeof wanted === 'function') return wanted(scope, appUrl)
  if (!wanted) return undefined
  const jobs = createJobs(appUrl, { onError: (error) => { console.error(error) } })
  scope.teardown(() => jobs.stop())
  return jobs
}

/** Where the machine's own pauses must not look like a silent connection: statements are counted. */
const LONG_MS = 60_000

/** Who listens to which database, and what waits for each of them to hear a word. */
const LISTENERS = new Map<string, { readonly listener: Listener; readonly words: Map<string, () => void> }[]>()

/**
 * A connection that listens as long as the scope lasts, and does so already.
 * @param freshMs what a heartbeat proves; `FRESH_MS` for what is about a connection that fell silent
 */
export async function listening(scope: Scope, appUrl: string, freshMs = LONG_MS): Promise<Listener> {
  const listener = openListener(appUrl, { onError: () => undefined, freshMs })
  const words = new Map<string, () => void>()
  listener.on('uji', (word) => words.get(word)?.())
  LISTENERS.set(appUrl, [...LISTENERS.get(appUrl) ?? [], { listener, words }])
  scope.teardown(() => {
    LISTENERS.delete(appUrl)
    return listener.close()
  })
  await listener.ready
  return listener
}

/**
 * Resolves when every node on this database has heard of all that was committed before, so that what it knows from
 * memory is true: notifications come in the order of their commits, and ours is the last.
 */
export async function heard({ appUrl, owner }: TestDatabase): Promise<void> {
  const word = newId()
  const all = (LISTENERS.get(appUrl) ?? []).map(({ words }) => new Promise<void>((resolve) => { words.set(word, resolve) }))
  await owner.query({ text: `SELECT pg_notify('uji', $1)`, values: [word] })
  await Promise.all(all)
}

/** Starts the real service on a drawn port, on a fresh copy of a template. */
export async function openHouse(scope: Scope, options: HouseOptions = {}): Promise<House> {
  const { template = 'kosong', clock = systemClock(), https, jobs: wanted, wrap, overrides = {} } = options
  const db = await testDatabase(scope, template)
  const sealingKeys = [{ id: 'test', key: randomBytes(32) }] as const
  const seal = createSeal(sealingKeys)
  await ensureSigningKeys(db.app, seal, clock)
  const listener = await listening(scope, db.appUrl)
  let handle: RequestListener = (_request, response) => response.destroy()
  const { host: address, port } = new URL(await listen(scope, (request, response) => handle(request, response), https?.keys))
  const issuer = https === undefined ? `http://localhost:${port}` : `https://${https.name}`
  const jobs = jobsOf(scope, db.appUrl, wanted)
  const cookieKeys = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const app = await createApp({
    issuer, production: false, trustedProxies: [], outboundCidrs: ['127.0.0.0/8'],
    cookieKeys, sealingKeys, database: wrap?.(db.app) ?? db.app, listener, clock,
    hasher: createPasswordHasher({ queue: createHashQueue({ slots: 2, maxWaiting: 100 }) }),
    logger: pino({ level: 'silent' }), ...(jobs && { jobs }), ...overrides,
  })
  jobs?.start()
  await until(() => listener.fresh())
  const callback = app.callback()
  handle = (request, response) => void callback(request, response)
  return {
    issuer, address, db, clock, seal, heard: () => heard(db),
    links: createSignedLinks(overrides.cookieKeys ?? cookieKeys), codes: createCodes(overrides.cookieKeys ?? cookieKeys),
  }
}
