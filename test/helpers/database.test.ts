import test from 'ava'
import pg from 'pg'
import { execute, testDatabase, withDatabase } from './database.ts'
import { testEnvironment } from './environment.ts'
import { fileScope } from './scope.ts'

const file = fileScope(test)

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

async function exists(name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: testEnvironment().adminUrl })
  await client.connect()
  try {
    return (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1
  } finally {
    await client.end()
  }
}

test('a database is migrated, has both roles and is gone when its scope ends', async (t) => {
  const cleanUps: (() => unknown)[] = []
  const { owner, app, ownerUrl } = await testDatabase({ teardown: (cleanUp) => cleanUps.push(cleanUp) }, 'kosong')
  const asOwner = await owner.query<{ role: string }>({ text: 'SELECT current_user AS role', values: [] })
  const asApp = await app.query<{ role: string }>({ text: 'SELECT current_user AS role', values: [] })
  t.deepEqual([asOwner[0]?.role, asApp[0]?.role], ['satu_login_owner', 'satu_login_app'])
  await t.throwsAsync(app.query({ text: 'CREATE TABLE x ()', values: [] }), { message: /permission denied/ })
  t.deepEqual(await app.query({ text: 'SELECT * FROM pegawai', values: [] }), [])
  t.true(await exists(nameOf(ownerUrl)))
  for (const cleanUp of cleanUps) await cleanUp()
  t.false(await exists(nameOf(ownerUrl)))
})

test('penuh holds Table 1 and 10,000 people, none of them real', async (t) => {
  const { app } = await testDatabase(t, 'penuh')
  const [counts] = await app.query<{ people: number; real: number; table1: number }>({
    text: `SELECT (SELECT count(*) FROM pegawai) AS people, (SELECT count(*) FROM pegawai WHERE NOT synthetic) AS real,
             (SELECT count(*) FROM aplikasi WHERE nomor IS NOT NULL) AS table1`,
    values: [],
  })
  // A few lines of the sample are meant to be quarantined.
  t.true((counts?.people ?? 0) > 9_950)
  t.is(counts?.real, 0)
  t.is(counts?.table1, 100)
})

test('two databases share nothing', async (t) => {
  const [one, two] = await Promise.all([testDatabase(t, 'kosong'), testDatabase(t, 'kosong')])
  await one.owner.query({ text: 'CREATE TABLE only_here ()', values: [] })
  await t.throwsAsync(two.owner.query({ text: 'SELECT FROM only_here', values: [] }), { message: /does not exist/ })
})

test('somebody still connected does not keep a database alive', async (t) => {
  const cleanUps: (() => unknown)[] = []
  const { appUrl } = await testDatabase({ teardown: (cleanUp) => cleanUps.push(cleanUp) }, 'kosong')
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const lost = new Promise((resolve) => client.on('error', resolve))
  for (const cleanUp of cleanUps) await cleanUp()
  t.false(await exists(nameOf(appUrl)))
  t.true(await lost instanceof Error)
})

test('nobody connects to a template', async (t) => {
  const { adminUrl, prefix } = testEnvironment()
  for (const template of ['kosong', 'penuh']) {
    await t.throwsAsync(execute(withDatabase(adminUrl, `${prefix}${template}`), []), { message: /not currently accepting/ })
  }
})

test('without the runner it says how to run', (t) => {
  t.throws(() => testEnvironment({}), { message: 'TEST_ADMIN_URL is not set: run this file through `npm test -- <file>`.' })
})

let shared: string | undefined
test.before(async () => {
  shared = (await testDatabase(file, 'kosong')).ownerUrl
})

test('a file may share one', async (t) => {
  t.true(await exists(nameOf(shared ?? '')))
})
