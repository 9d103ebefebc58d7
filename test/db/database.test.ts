import test from 'ava'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'

const file = fileScope(test)
let db: TestDatabase

test.before(async () => {
  db = await testDatabase(file, 'kosong')
  await db.owner.knex.raw('CREATE TABLE orang (nip text PRIMARY KEY, lahir date, banyak bigint, pada timestamptz)')
})

test.serial('official days stay text, counts are numbers, instants are dates, in UTC', async (t) => {
  const text = `SELECT DATE '2026-11-22' AS hari, 5000000000::bigint AS banyak, TIMESTAMPTZ '2026-11-22 07:00+07' AS pada,
    current_setting('TimeZone') AS zona`
  const expected = { hari: '2026-11-22', banyak: 5_000_000_000, pada: new Date('2026-11-22T00:00:00Z'), zona: 'UTC' }
  t.deepEqual(await db.app.query({ text, values: [] }), [expected])
  t.deepEqual((await db.app.knex.raw<{ rows: object[] }>(text)).rows.map((row) => ({ ...row })), [expected])
})

test.serial('statements are counted, whoever sends them, without BEGIN, COMMIT and ROLLBACK', async (t) => {
  const { app } = db
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const before = app.statements
    await work()
    return app.statements - before
  }
  const one = { text: 'SELECT 1', values: [] }
  t.is(await counted(() => app.query(one)), 1)
  t.is(await counted(() => app.knex('orang')), 1)
  t.is(await counted(() => app.knex.transaction((trx) => trx('orang'))), 1)
  t.is(await counted(() => Promise.allSettled([app.knex.transaction(() => Promise.reject(new Error('x')))])), 0)
  t.is(await counted(() => Promise.all([1, 2, 3].map(() => app.query(one)))), 3)
})

test.serial('a statement is prepared once a connection and asked for by its name', async (t) => {
  const single = openDatabase(db.appUrl, { poolSize: 1 })
  t.teardown(() => single.close())
  for (const nip of ['a', 'b', 'c']) {
    await single.query({ text: 'SELECT $1::text AS nip', values: [nip] })
  }
  const prepared = await single.query<{ statement: string; times: number }>({
    text: `SELECT statement, generic_plans + custom_plans AS times FROM pg_prepared_statements
           WHERE statement LIKE '%$1::text AS nip%' AND statement NOT LIKE '%pg_prepared%'`, values: [] })
  t.deepEqual(prepared, [{ statement: 'SELECT $1::text AS nip', times: 3 }])
})

test.serial('a connection that failed is given back', async (t) => {
  const single = openDatabase(db.appUrl, { poolSize: 1 })
  t.teardown(() => single.close())
  for (let count = 0; count < 3; count += 1) {
    await t.throwsAsync(single.query({ text: 'SELECT 1 / 0', values: [] }), { code: '22012' })
  }
  t.deepEqual(await single.query({ text: 'SELECT 1 AS satu', values: [] }), [{ satu: 1 }])
})

test.serial('knex does not write values into the messages of its errors', async (t) => {
  const rahasia = '199001012015031001'
  await db.owner.knex('orang').insert({ nip: rahasia })
  const error = await t.throwsAsync(db.owner.knex('orang').insert({ nip: rahasia, lahir: '1990-01-01' }))
  t.true(error.message.includes('orang_pkey'))
  t.notRegex(error.message, /1990/)
})

test.serial('a database that is not there is an error for the caller, and no line on stdout', async (t) => {
  const written: unknown[] = []
  const { log } = console
  console.log = (...texts: unknown[]) => { written.push(...texts) }
  const dead = openDatabase('postgres://x@127.0.0.1:1/x')
  try {
    await t.throwsAsync(dead.query({ text: 'SELECT 1', values: [] }), { code: 'ECONNREFUSED' })
    await t.throwsAsync(dead.knex.raw('SELECT 1'), { code: 'ECONNREFUSED' })
  } finally {
    console.log = log
    await dead.close()
  }
  t.deepEqual(written, [])
})
