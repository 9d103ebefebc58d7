import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'

const MIGRATIONS = readdirSync(new URL('../../migrations', import.meta.url))

test.serial('an empty database: every other command says what to do, migrate does it, then they work', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.owner.knex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public;')
  const env = onDatabase(db)
  const before = await runCli(['client', 'list', '--json'], { env })
  t.deepEqual(before, {
    ends: 1, stdout: '', stderr: 'The database has no tables yet. Run `npm run -s satu-login -- migrate` first.\n',
  })
  t.deepEqual(await jsonOfCli(['migrate'], { env }), { applied: MIGRATIONS.length })
  t.deepEqual(await jsonOfCli(['client', 'list'], { env }), [])
  t.deepEqual(await jsonOfCli(['migrate'], { env }), { applied: 0 })
})

test.serial('an older database is told from one of today', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const sentence = 'The database is older than this program. Run `npm run -s satu-login -- migrate` first.\n'
  await db.owner.knex.raw('REVOKE SELECT ON knex_migrations FROM satu_login_app')
  t.deepEqual(await runCli(['client', 'list'], { env }), { ends: 1, stdout: '', stderr: sentence })
  await db.owner.knex.raw(
    'GRANT SELECT ON knex_migrations TO satu_login_app; DELETE FROM knex_migrations WHERE id = 1')
  t.deepEqual(await runCli(['client', 'list'], { env }), { ends: 1, stdout: '', stderr: sentence })
})

test.serial('in words: what ran, and that nothing had to', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const [newest = ''] = MIGRATIONS.sort().slice(-1)
  const directory = fileURLToPath(new URL('../../migrations', import.meta.url))
  await db.owner.knex.migrate.down({ directory, loadExtensions: ['.ts'], name: newest })
  t.is((await runCli(['migrate'], { env })).stdout, `These migrations ran:\n  ${newest}\n`)
  t.is((await runCli(['migrate'], { env })).stdout, 'Nothing to do: the database is as new as this program.\n')
})

test.serial('without the owner\'s URL nothing can be migrated', async (t) => {
  const { appUrl } = await testDatabase(t, 'kosong')
  t.deepEqual(await runCli(['migrate', '--json'], { env: { DATABASE_URL: appUrl } }), {
    ends: 1, stdout: '', stderr: "DATABASE_OWNER_URL must be set: only the owner's role changes tables.\n",
  })
})
