import test from 'ava'
import { keepMonthsPrepared } from '../../src/domain/audit/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { testDatabase } from '../helpers/database.ts'
import { auditTables, clockAt, eventsAt, partitionsOf } from './support.ts'

const never = (error: unknown): never => { throw error }

/** Prepares once, as a service that starts at an instant. */
async function startAt(app: Database, instant: string): Promise<void> {
  (await keepMonthsPrepared(app, clockAt(instant), never))()
}

test('a new database has this month and the next, and uses no default partition', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  const now = new Date()
  const month = (from: number): string =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + from)).toISOString().slice(0, 7).replace('-', '')
  t.deepEqual((await auditTables(owner)).filter((name) => name.startsWith('audit_masuk')), [
    'audit_masuk', `audit_masuk_${month(0)}`, `audit_masuk_${month(1)}`, 'audit_masuk_lain',
  ])
  await eventsAt(app, now.toISOString())
  t.deepEqual(await partitionsOf(owner, now.toISOString()), [`audit_masuk_${month(0)}`, `audit_perbuatan_${month(0)}`])
})

// A month begins at 00:00 UTC, also where it is 07:00 in Banten.
const INSTANTS: [instant: string, suffix: string][] = [
  ['2031-11-30T23:59:59.999Z', 'lain'],
  ['2031-12-01T00:00:00Z', '203112'],
  ['2031-12-31T17:00:00Z', '203112'],
  ['2031-12-31T23:59:59.999Z', '203112'],
  ['2032-01-01T00:00:00Z', '203201'],
  ['2032-01-31T23:59:59.999Z', '203201'],
  ['2032-02-01T00:00:00Z', 'lain'],
]

for (const started of ['2031-12-01T00:00:00Z', '2031-12-15T12:00:00Z', '2031-12-31T23:00:00Z']) {
  test(`a service that starts at ${started} has December and January`, async (t) => {
    const { owner, app } = await testDatabase(t, 'kosong')
    await startAt(app, started)
    for (const [instant, suffix] of INSTANTS) {
      await eventsAt(app, instant)
      t.deepEqual(await partitionsOf(owner, instant), [`audit_masuk_${suffix}`, `audit_perbuatan_${suffix}`], instant)
    }
  })
}

test('a month that is prepared late gets its events back, and nobody else\'s', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  const [before, within, after] = ['2031-11-30T12:00:00Z', '2031-12-15T12:00:00Z', '2032-02-01T12:00:00Z'] as const
  for (const instant of [before, within, after]) await eventsAt(app, instant)
  t.deepEqual(await partitionsOf(owner, within), ['audit_masuk_lain', 'audit_perbuatan_lain'])
  const rowsBefore = await owner.knex('audit_event').orderBy('id')
  await startAt(app, within)
  t.deepEqual(await partitionsOf(owner, within), ['audit_masuk_203112', 'audit_perbuatan_203112'])
  for (const instant of [before, after]) {
    t.deepEqual(await partitionsOf(owner, instant), ['audit_masuk_lain', 'audit_perbuatan_lain'])
  }
  t.deepEqual(await owner.knex('audit_event').orderBy('id'), rowsBefore, 'no event changed on the way')
})

test('preparing again changes nothing, also by several nodes at once', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await Promise.all(Array.from({ length: 6 }, () => startAt(app, '2031-12-15T12:00:00Z')))
  const tables = await auditTables(owner)
  await startAt(app, '2031-12-15T12:00:00Z')
  t.deepEqual(await auditTables(owner), tables)
  t.is(new Set(tables).size, tables.length)
  t.true(tables.includes('audit_perbuatan_203201'))
})

test('a prepared month is searched by the same indexes as the others', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await startAt(app, '2031-12-15T12:00:00Z')
  const { rows } = await owner.knex.raw<{ rows: { definition: string }[] }>(
    `SELECT regexp_replace(indexdef, '^.* USING ', '') AS definition FROM pg_indexes
     WHERE tablename = 'audit_masuk_203112' ORDER BY 1`)
  t.deepEqual(rows.map(({ definition }) => definition), [
    'btree (correlation_id)', 'btree (stream, at, id)', 'btree (subject, at)',
  ])
})

test('it goes on day by day, and a day on which it fails is told and not the end', async (t) => {
  const days = ['2031-12-15', '2031-12-16', '2032-01-31', '2032-02-01']
  const asked: unknown[] = []
  const { promise: done, resolve } = Promise.withResolvers<undefined>()
  const database = {
    query: ({ values }: { values: unknown[] }) => {
      asked.push(values[0])
      if (asked.length === days.length) resolve(undefined)
      return asked.length === 2 ? Promise.reject(new Error('down')) : Promise.resolve([])
    },
  } as unknown as Database
  const errors: unknown[] = []
  const clock = { now: () => new Date(`${days[asked.length] ?? '2099-01-01'}T12:00:00Z`), today: () => '' }
  const stop = await keepMonthsPrepared(database, clock, (error) => errors.push(error), { everyMs: 5 })
  // The daily timer keeps no process alive; here something else must.
  const awake = setInterval(() => undefined, 1_000)
  await done
  stop()
  clearInterval(awake)
  t.deepEqual(asked, days)
  t.deepEqual(errors.map(String), ['Error: down'])
})

test('a database that cannot prepare at the start says so to whoever starts', async (t) => {
  const { app, owner } = await testDatabase(t, 'kosong')
  await owner.knex.raw('REVOKE EXECUTE ON FUNCTION audit_prepare_month FROM satu_login_app')
  await t.throwsAsync(keepMonthsPrepared(app, clockAt('2031-12-15T12:00:00Z'), never), { code: '42501' })
})
