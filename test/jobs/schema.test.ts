import { readdirSync } from 'node:fs'
import test from 'ava'
import { testDatabase } from '../helpers/database.ts'
import { ring } from './support.ts'

test('the schema is that of the library in package.json: a newer library needs a migration', async (t) => {
  const { owner } = await testDatabase(t, 'kosong')
  const [row] = await owner.query<{ id: number }>({ text: 'SELECT max(id) AS id FROM graphile_worker.migrations', values: [] })
  const files = readdirSync(new URL('../../node_modules/graphile-worker/sql', import.meta.url))
  t.is(row?.id, Math.max(...files.map((name) => Number.parseInt(name, 10))))
})

const FORBIDDEN: [what: string, sql: string][] = [
  ['make a table there', 'CREATE TABLE graphile_worker.x (id int)'],
  ['change a table', 'ALTER TABLE graphile_worker._private_jobs ADD COLUMN x int'],
  ['pretend a migration', 'INSERT INTO graphile_worker.migrations (id) VALUES (99)'],
  ['forget which jobs there are', 'DELETE FROM graphile_worker._private_tasks'],
  ['empty the queue at once', 'TRUNCATE graphile_worker._private_jobs'],
  ['drop the schema', 'DROP SCHEMA graphile_worker CASCADE'],
  ['take the bell off', 'DROP TRIGGER owes_logout ON oidc_session'],
]

test('the service may queue and take jobs, and nothing else in that schema', async (t) => {
  const db = await testDatabase(t, 'kosong')
  for (const [what, sql] of FORBIDDEN) {
    await t.throwsAsync(db.app.query({ text: sql, values: [] }), { code: '42501' }, what)
  }
  await ring(db, 'uji')
  const [job] = await db.app.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM graphile_worker._private_jobs', values: [] })
  t.is(job?.n, 1, 'row-level security lets the service see what it queued')
})

test('nobody else sees a job: the schema is closed to the public', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const { rows } = await db.owner.knex.raw<{ rows: { grantee: string }[] }>(
    `SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_schema = 'graphile_worker'`)
  t.deepEqual(rows.map(({ grantee }) => grantee).sort(), ['satu_login_app', 'satu_login_owner'])
})
