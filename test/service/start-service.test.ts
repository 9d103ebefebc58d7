import { mock } from 'node:test'
import test from 'ava'
import { readConfig } from '../../src/config.ts'
import { daysLater } from '../../src/domain/kepegawaian/days.rules.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { readSecrets } from '../../src/secrets.ts'
import { startService } from '../../src/service.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { freePort } from './free-port.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const KEYS = { COOKIE_KEYS: `${newSecret()},${newSecret()}`, ENCRYPTION_KEYS: `a:${newSecret()}` }
const PRODUCTION = {
  NODE_ENV: 'production', ISSUER: 'https://login.bantenprov.go.id', OUTBOUND_CIDRS: '127.0.0.0/8',
}

/** Starts the service on a database; it is drained with the scope at the latest. */
async function start(scope: Scope, { appUrl }: TestDatabase, app: Database, env: NodeJS.ProcessEnv = {}) {
  const PORT = String(await freePort())
  const config = readConfig({ ...KEYS, LOG_LEVEL: 'silent', DATABASE_URL: appUrl, ...env, PORT })
  const service = await startService(config, await readSecrets(config), { app, appUrl })
  let drained: Promise<void> | undefined
  const drain = (): Promise<void> => drained ??= service.drain()
  scope.teardown(drain)
  return { drain, url: `http://127.0.0.1:${PORT}` }
}

const MIGRATE = 'Run `npm run -s satu-login -- migrate` first.'

test.serial('a database without tables, or an old one, is one sentence', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.owner.knex.raw('DELETE FROM knex_migrations WHERE id = (SELECT max(id) FROM knex_migrations)')
  await t.throwsAsync(start(t, db, db.app), {
    instanceOf: OperatorError, message: `The database is older than this program. ${MIGRATE}`,
  })
  await db.owner.knex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await db.owner.knex.raw('GRANT USAGE ON SCHEMA public TO satu_login_app')
  await t.throwsAsync(start(t, db, db.app), {
    instanceOf: OperatorError, message: `The database has no tables yet. ${MIGRATE}`,
  })
})

test.serial('demo accounts keep a service from starting in production and beside a real person', async (t) => {
  const db = await testDatabase(t, 'penuh')
  await t.throwsAsync(start(t, db, db.app, PRODUCTION), {
    instanceOf: OperatorError,
    message: 'This database holds demo accounts, whose password is public: it must not serve production.',
  })
  const trial = await start(t, db, db.app)
  t.is((await fetch(`${trial.url}/readyz`)).status, 200)
  await trial.drain()
  await db.app.knex('pegawai').insert({
    nama: 'Contoh', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: false,
  })
  await t.throwsAsync(start(t, db, db.app), {
    instanceOf: OperatorError,
    message: 'This database holds demo accounts, whose password is public, beside real people: it must not be served.',
  })
})

test.serial('without demo accounts production starts, with real people too', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.app.knex('pegawai').insert({
    nama: 'Contoh', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: false,
  })
  await t.notThrowsAsync(start(t, db, db.app, PRODUCTION))
})

test.serial('the months of the audit trail are prepared at the start and every day, until the service drains', async (t) => {
  const db = await testDatabase(t, 'kosong')
  let prepared = 0
  const database: Database = {
    knex: db.app.knex,
    get statements() { return db.app.statements },
    query(statement) {
      if (statement.text.includes('audit_prepare_month')) prepared += 1
      return db.app.query(statement)
    },
    close: () => db.app.close(),
  }
  mock.timers.enable({ apis: ['setInterval'] })
  t.teardown(() => { mock.timers.reset() })
  const { drain } = await start(t, db, database)
  t.is(prepared, 1)
  mock.timers.tick(DAY_MS)
  t.is(prepared, 2)
  await drain()
  mock.timers.tick(DAY_MS)
  t.is(prepared, 2)
})

test.serial('a day of many ends that came while nothing ran is held before the first answer', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const today = dayInWib(new Date())
  await db.owner.knex('pegawai').insert(Array.from({ length: 60 }, () => ({
    nama: 'Contoh', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: true,
    akhir_kontrak: daysLater(today, -2),
  })))
  await db.owner.knex('kalender_diperiksa').insert({ sampai: daysLater(today, -5) })
  const { url } = await start(t, db, db.app)
  t.is((await fetch(`${url}/healthz`)).status, 200)
  const held = await db.owner.knex('pegawai_tahan').whereNull('lepas_at').select<{ sebab: string }[]>('sebab')
  t.deepEqual([held.length, new Set(held.map(({ sebab }) => sebab))], [60, new Set(['kalender'])])
  t.deepEqual(await db.owner.knex('akhir_masa'), [], 'nothing ended')
})
