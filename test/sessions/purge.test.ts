import pg from 'pg'
import test from 'ava'
import { EXPIRED } from '../../src/domain/sessions/purge.queries.ts'
import { PURGED, purgeExpired, PURGE_SCHEDULE } from '../../src/domain/sessions/purge.service.ts'
import { deleteBatch } from '../../src/kernel/db/leftovers.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { clockAt } from '../audit/support.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { createRinger } from '../logout/ringer.ts'
import { addReceiver, enterAll } from '../logout/support.ts'

const clock = systemClock()
const TABLES = EXPIRED.map(({ table }) => table)
/** What a purge that finds nothing counts. */
const NOTHING = Object.fromEntries(PURGED.map(({ leftovers: { table } }) => [table, 0]))

/** So many rows of a table that ended so many seconds ago (or, below zero, will end). */
async function fill({ owner }: TestDatabase, table: string, rows: number, secondsAgo: number): Promise<void> {
  const { rows: columns } = await owner.knex.raw<{ rows: { name: string; type: string }[] }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ? AND is_nullable = 'NO' AND column_default IS NULL
       AND column_name NOT IN ('id', 'expires_at')`, [table])
  const values: Record<string, string> = { uuid: 'gen_random_uuid()', text: `'x' || n` }
  await owner.knex.raw(
    `INSERT INTO ${table} (id, expires_at ${columns.map(({ name }) => `, ${name}`).join('')})
     SELECT sha256((n || '${table}${secondsAgo}')::bytea), now() - interval '${secondsAgo} s'
       ${columns.map(({ type }) => `, ${values[type] ?? 'NULL'}`).join('')}
     FROM generate_series(1, ${rows}) AS n`)
}

async function countRows({ owner }: TestDatabase, table: string): Promise<number> {
  const [row] = await owner.query<{ n: number }>({ text: `SELECT count(*)::int AS n FROM ${table}`, values: [] })
  return row?.n ?? -1
}

test('every table of the protocol is purged, by when its rows expire; what lives stays', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { rows: known } = await db.owner.knex.raw<{ rows: { table: string }[] }>(
    `SELECT table_name AS table FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name LIKE 'oidc\\_%' AND column_name = 'expires_at'`)
  t.deepEqual([...TABLES].sort(), known.map(({ table }) => table).sort())
  for (const table of TABLES) {
    await fill(db, table, 3, 120)
    // A minute of grace: another node's clock may be behind.
    await fill(db, table, 2, 30)
    await fill(db, table, 1, -60)
  }
  // An ended session is its own tombstone and stays as long as it would have lived.
  await db.owner.knex('oidc_session').update({ destroyed_at: new Date(0) })
  t.deepEqual(await purgeExpired(db.app, clock), { ...NOTHING, ...Object.fromEntries(TABLES.map((table) => [table, 3])) })
  for (const table of TABLES) t.is(await countRows(db, table), 3, table)
})

test('tries at passwords that count no more go as well', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000)
  for (const [number, seconds] of [120, 30, -60].entries()) {
    await db.app.knex('percobaan_masuk').insert({
      siapa: `00000000-0000-4000-8000-00000000000${number}`, peramban: Buffer.alloc(0), percobaan: [], boleh: true, expires_at: ago(seconds),
    })
    await db.app.knex('kegagalan_alamat').insert({ alamat: `192.0.2.${number}/32`, kapan: [], siapa: [], expires_at: ago(seconds) })
  }
  t.deepEqual(await purgeExpired(db.app, clock), { ...NOTHING, percobaan_masuk: 1, kegagalan_alamat: 1 })
})

test('receipts stay for thirty days, and a delivery that waits stays', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const [client] = await db.app.knex('client').select<{ client_id: string }[]>('client_id').limit(1)
  const row = (sid: string, days: number, ended: object) => {
    const at = new Date(clock.now().getTime() - days * 86_400_000)
    return { account_id: '00000000-0000-4000-8000-000000000000', client_id: client?.client_id, sid, sebab: 'keluar',
      created_at: at, next_at: at, delivered_at: null, given_up_at: null, ...ended }
  }
  const at = new Date()
  await db.app.knex('pengiriman_logout').insert([
    row('old', 31, { delivered_at: at }), row('given up', 31, { given_up_at: at }), row('recent', 29, { delivered_at: at }),
    row('waiting', 31, {}),
  ])
  t.is((await purgeExpired(db.app, clock))['pengiriman_logout'], 2)
  t.deepEqual((await db.app.knex('pengiriman_logout').select<{ sid: string }[]>('sid').orderBy('sid')).map(({ sid }) => sid),
    ['recent', 'waiting'])
})

/** A connection that holds what it locks until it is told otherwise. */
async function transaction(scope: Scope, { appUrl }: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  scope.teardown(() => client.end())
  await client.query('BEGIN')
  return client
}

test('20,000 expired rows go in small batches, and a sign-in in the midst of one is not held up', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db } = house
  const party = await addReceiver(house, 'a', 'http://localhost:9/logout')
  for (const table of TABLES) await fill(db, table, Math.ceil(20_000 / TABLES.length), 3_600)
  const person = await demoPerson(db.app, 'auditor')

  // As bad as it can be: a batch of every table is deleted and not yet committed, for as long as the sign-in takes.
  const purger = await transaction(t, db)
  for (const leftovers of EXPIRED) {
    const { text, values } = deleteBatch(leftovers, new Date(), 500)
    t.deepEqual((await purger.query<{ gone: number }>(text, [...values])).rows, [{ gone: 500 }])
  }
  await enterAll([party], cookieJar(), person)
  await purger.query('COMMIT')

  // And between batches, in the middle of the run.
  const before = db.app.statements
  let batches = 0
  let rounds = 0
  const counts = await purgeExpired(db.app, clock, {
    pause: async () => {
      batches += 1
      if (batches !== 10) return
      const here = db.app.statements
      await enterAll([party], cookieJar(), person)
      rounds += db.app.statements - here
    },
  })
  const gone = Object.values(counts).reduce((sum, rows) => sum + rows)
  t.is(gone, TABLES.length * (Math.ceil(20_000 / TABLES.length) - 500))
  t.true(batches >= gone / 500, 'never more than 500 rows at once')
  const idle = Object.values(counts).filter((rows) => rows === 0).length
  t.is(db.app.statements - before - rounds, batches + idle, 'one statement each, and one where nothing was found')
  // The two sign-ins are all that is left.
  t.is(await countRows(db, 'oidc_session'), 2)
  t.is(await countRows(db, 'oidc_access_token'), 2)
})

test('a row that somebody holds is left for later and not waited for; two purges at once share the work', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 'oidc_grant', 2_000, 3_600)
  const holder = await transaction(t, db)
  await holder.query('SELECT FROM oidc_grant ORDER BY expires_at, id LIMIT 7 FOR UPDATE')
  const all = await Promise.all([purgeExpired(db.app, clock), purgeExpired(db.app, clock)])
  t.is(all.reduce((sum, { oidc_grant: gone = 0 }) => sum + gone, 0), 1_993)
  await holder.query('COMMIT')
  t.is((await purgeExpired(db.app, clock))['oidc_grant'], 7)
})

test('a run ends before the next one of the schedule begins', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 'oidc_interaction', 2_000, 3_600)
  let now = Date.now()
  const counts = await purgeExpired(db.app, { ...clockAt(new Date().toISOString()), now: () => new Date(now) }, {
    pause: () => {
      now += 3 * 60_000
      return Promise.resolve()
    },
  })
  t.is(counts['oidc_interaction'], 1_000)
})

test('the command purges and counts, beside a service that does so by itself', async (t) => {
  const ringer = createRinger()
  const { db } = await openHouse(t, { template: 'kosong', jobs: () => ringer })
  await fill(db, 'oidc_replay_detection', 4, 120)
  await fill(db, 'oidc_interaction', 1, 120)
  const env = onDatabase(db)
  t.deepEqual(await jsonOfCli(['purge'], { env }), {
    ...NOTHING, oidc_replay_detection: 4, oidc_interaction: 1,
  })
  t.deepEqual(await runCli(['purge'], { env }), { ends: 0, stdout: 'Nothing has expired.\n', stderr: '' })
  await fill(db, 'oidc_interaction', 5, 120)
  t.deepEqual(ringer.schedules.filter(({ task }) => task === 'purge'), [{ task: 'purge', cron: PURGE_SCHEDULE }])
  await ringer.ring()
  t.is(await countRows(db, 'oidc_interaction'), 0)
})
