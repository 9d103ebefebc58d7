import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import test from 'ava'
import { pino } from 'pino'
import { type AppDependencies, createApp } from '../../src/app.ts'
import { issueSecret, loadAplikasi } from '../../src/domain/clients/index.ts'
import { ensureSigningKeys } from '../../src/domain/keys/index.ts'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { stillLives } from '../../src/kernel/db/embedded/process-identity.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { addPerson, cheapHasher } from '../accounts/support.ts'
import { quiet, serverOf, temporaryFolder } from '../db/support/embedded.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { listening } from '../helpers/house.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { until } from '../helpers/waiting.ts'
import { outcome, racer, signedIn } from './stage.ts'

const SKP = 'skp.bantenprov.go.id'
const clock = systemClock()
const { hasher, hashed } = cheapHasher()
const person = { nip: '199001012015031001', password: 'kuda baterai stapler' }

/** A PostgreSQL of this test alone: it will be shut down in the middle of its work. */
async function start(scope: Scope, dataDir: string): Promise<TestDatabase> {
  const server = await acquireEmbedded({ dataDir, say: quiet })
  const db = { ...server, owner: openDatabase(server.ownerUrl), app: openDatabase(server.appUrl) }
  scope.teardown(async () => {
    await Promise.all([db.owner.close(), db.app.close()])
    await server.release()
  })
  return db
}

/** What `pg_ctl stop -m immediate` does: every session ends where it is, nothing is written down. */
async function shutDownAtOnce(dataDir: string): Promise<void> {
  const server = serverOf(dataDir)
  if (!server) throw new Error('the server does not run')
  process.kill(server.pid, 'SIGQUIT')
  await until(() => !stillLives(server.pid, server.start))
}

type Keys = Pick<AppDependencies, 'cookieKeys' | 'sealingKeys'>

/** One node on this database. @returns its base URL */
async function openNode(scope: Scope, db: TestDatabase, keys: Keys, database: Database): Promise<string> {
  let handle: RequestListener = (_request, response) => response.destroy()
  const { port } = new URL(await listen(scope, (request, response) => handle(request, response)))
  const issuer = `http://localhost:${port}`
  const listener = await listening(scope, db.appUrl)
  const app = await createApp({
    ...keys, issuer, production: false, trustedProxies: [], outboundCidrs: ['127.0.0.0/8'], database, listener, clock, hasher,
    logger: pino({ level: 'silent' }),
  })
  const callback = app.callback()
  handle = (request, response) => void callback(request, response)
  return issuer
}

test('a database that is shut down at once between the use of a code and the answer: no token, and the code stays used', async (t) => {
  const dataDir = temporaryFolder(t)
  const keys: Keys = { cookieKeys: [newSecret(), newSecret()], sealingKeys: [{ id: 'test', key: randomBytes(32) }] }
  const first = await start(t, dataDir)
  await migrate(first.owner.knex)
  await loadAplikasi(first.app, clock)
  await addPerson(first, { nip: person.nip, passwordHash: hashed(person.password) })
  await ensureSigningKeys(first.app, createSeal(keys.sealingKeys), clock)
  const { client_secret: secret } = await issueSecret(first.app, clock, SKP)
  let isArmed = false
  const failing: Database = {
    get knex() { return first.app.knex },
    get statements() { return first.app.statements },
    close: () => first.app.close(),
    async query<Row>(statement: Parameters<Database['query']>[0]): Promise<Row[]> {
      const rows = await first.app.query<Row>(statement)
      if (isArmed && statement.text.includes('SET consumed_at')) await shutDownAtOnce(dataDir)
      return rows
    },
  }
  const application = (issuer: string) => racer({ issuer }, { clientId: SKP, secret, redirectUri: `https://${SKP}/sso/callback` })
  const skp = await application(await openNode(t, first, keys, failing))
  const { callback } = await signedIn({ person }, skp)
  isArmed = true
  const answer = await skp.redeem(callback)
  t.is(answer.status, 500)
  t.deepEqual(Object.keys(answer).sort(), ['error', 'error_description', 'status'])

  const second = await start(t, dataDir)
  const tokens = await second.owner.query({
    text: 'SELECT FROM oidc_access_token UNION ALL SELECT FROM oidc_refresh_token', values: [],
  })
  t.is(tokens.length, 0, 'nothing of the answer was written')
  const again = await application(await openNode(t, second, keys, second.app))
  t.is(outcome(await again.redeem(callback)), '400 invalid_grant', 'the code is used')
  t.is(outcome(await again.redeem((await signedIn({ person }, again)).callback)), '200', 'a new sign-in works')
})
