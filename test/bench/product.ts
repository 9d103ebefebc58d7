/** The product as a process of its own: composed as the service is, with its statements counted. */
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { ensureSigningKeys } from '../../src/domain/keys/index.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { openListener } from '../../src/kernel/db/listen/index.ts'
import { listenOn } from '../../src/kernel/http/listen.ts'
import { createHttpServer } from '../../src/kernel/http/server.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { createProcessHasher } from '../../src/service.ts'
import { counting } from '../helpers/counting.ts'
import { until } from '../helpers/waiting.ts'
import { readSettings, serveParent, usageOf } from './child.ts'

/** What a product process is told. */
export interface ProductSettings {
  readonly appUrl: string
  readonly cookieKeys: readonly string[]
  /** Its one ENCRYPTION_KEYS entry. */
  readonly encryptionKey: { readonly id: string; readonly key: string }
}

const { appUrl, cookieKeys, encryptionKey } = readSettings<ProductSettings>()
const clock = systemClock()
const sealingKeys = [{ id: encryptionKey.id, key: Buffer.from(encryptionKey.key, 'base64url') }] as const

const pool = openDatabase(appUrl)
const counter = counting(pool)
await ensureSigningKeys(pool, createSeal(sealingKeys), clock)
const listener = openListener(appUrl, { onError: () => undefined })

const real = createProcessHasher()
let hashes = true
const hasher: typeof real = {
  get load() { return real.load },
  hashPassword: (password, signal) => real.hashPassword(password, signal),
  verifyPassword: (stored, password, signal) =>
    hashes ? real.verifyPassword(stored, password, signal) : Promise.resolve({ ok: true, needsRehash: false }),
}

let handle: RequestListener = (_request, response) => response.destroy()
const server = createHttpServer((request, response) => handle(request, response))
await listenOn(server, '127.0.0.1', 0)
const origin = `http://localhost:${(server.address() as AddressInfo).port}`
const app = await createApp({
  // Views are compiled once, as in production; over http, because loopback needs no TLS.
  issuer: origin, production: true, trustedProxies: [], outboundCidrs: ['127.0.0.0/8'], cookieKeys, sealingKeys,
  database: counter.database, listener, clock, hasher, logger: pino({ level: 'silent' }),
})
await until(() => listener.fresh())
const callback = app.callback()
handle = (request, response) => void callback(request, response)

serveParent(origin, {
  usage: () => usageOf(counter.total()),
  /** Whether passwords are checked, or every one is right at once. */
  hashing: (value) => { hashes = value === true },
  /** CPU milliseconds of one verification, of so many that come at once, as in a storm. */
  verification: async (value) => {
    const encoded = await real.hashPassword(DEMO_PASSWORD)
    const from = process.cpuUsage()
    await Promise.all(Array.from({ length: Number(value) }, () => real.verifyPassword(encoded, DEMO_PASSWORD)))
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000 / Number(value)
  },
})
