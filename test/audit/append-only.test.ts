import test from 'ava'
import { keepMonthsPrepared } from '../../src/domain/audit/index.ts'
import { testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { auditTables, clockAt, eventsAt, partitionsOf } from './support.ts'

// Decisions 9 and 10: the service may insert and select, nobody who takes it over may do more.
const file = fileScope(test)
let db: TestDatabase
const INSTANT = '2031-12-15T12:00:00Z'
const DENIED = '42501'

test.before(async () => {
  db = await testDatabase(file, 'kosong')
  const stop = await keepMonthsPrepared(db.app, clockAt(INSTANT), () => undefined)
  stop()
  await eventsAt(db.app, INSTANT)
})

test('the service is no owner and no superuser, and cannot become one', async (t) => {
  const { rows: [role] } = await db.app.knex.raw<{ rows: object[] }>(
    `SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles
     WHERE rolname = current_user`)
  t.deepEqual(role, {
    rolname: 'satu_login_app', rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false,
    rolbypassrls: false,
  })
  await t.throwsAsync(db.app.knex.raw('SET ROLE satu_login_owner'), { code: DENIED })
})

test('the service inserts and reads events in every partition', async (t) => {
  t.deepEqual(await partitionsOf(db.app, INSTANT), ['audit_masuk_203112', 'audit_perbuatan_203112'])
})

const CHANGES: [name: string, sql: (table: string) => string][] = [
  ['update', (table) => `UPDATE ${table} SET outcome = 'gagal'`],
  ['update of the chain', (table) => `UPDATE ${table} SET position = 1, hash = ''`],
  ['delete', (table) => `DELETE FROM ${table}`],
  ['truncate', (table) => `TRUNCATE ${table}`],
  ['lock', (table) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`],
  ['drop', (table) => `DROP TABLE ${table} CASCADE`],
  ['a new column', (table) => `ALTER TABLE ${table} ADD COLUMN x text`],
  ['a trigger', (table) => `CREATE TRIGGER x BEFORE INSERT ON ${table} FOR EACH ROW
    EXECUTE FUNCTION suppress_redundant_updates_trigger()`],
  ['a rule', (table) => `CREATE RULE x AS ON INSERT TO ${table} DO INSTEAD NOTHING`],
  ['a policy', (table) => `CREATE POLICY x ON ${table} USING (false)`],
]

test('the service changes no event, in no partition, also of a month that was prepared later', async (t) => {
  const tables = await auditTables(db.owner)
  t.true(tables.includes('audit_event') && tables.includes('audit_masuk_lain') && tables.includes('audit_perbuatan_203112'))
  const before = await db.owner.knex('audit_event').orderBy('id')
  for (const table of tables) {
    for (const [name, sql] of CHANGES) {
      const attempt = db.app.knex.transaction((trx) => trx.raw(sql(table)))
      await t.throwsAsync(attempt, { code: DENIED }, `${name} on ${table}`)
    }
  }
  t.deepEqual(await db.owner.knex('audit_event').orderBy('id'), before)
})

test('the service cannot give itself more', async (t) => {
  // PostgreSQL warns and does nothing.
  await db.app.knex.raw('GRANT UPDATE, DELETE, TRUNCATE ON audit_event TO satu_login_app')
  await t.throwsAsync(db.app.knex.raw('DELETE FROM audit_event'), { code: DENIED })
})

test('the service cannot overwrite an event by inserting it again', async (t) => {
  await t.throwsAsync(db.app.knex.raw(
    `INSERT INTO audit_event SELECT * FROM audit_event
     ON CONFLICT (stream, at, id) DO UPDATE SET outcome = 'gagal'`), { code: DENIED })
})

test('the service makes, moves and takes away nothing in the schema', async (t) => {
  for (const sql of [
    'CREATE TABLE x (a int)',
    "CREATE TABLE x PARTITION OF audit_masuk FOR VALUES FROM ('2040-01-01') TO ('2040-02-01')",
    'ALTER TABLE audit_masuk DETACH PARTITION audit_masuk_lain',
    'CREATE VIEW x AS SELECT 1',
    "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    'CREATE SCHEMA x',
    'DROP TABLE pegawai',
    'ALTER FUNCTION audit_prepare_month(date) SECURITY INVOKER',
  ]) {
    await t.throwsAsync(db.app.knex.raw(sql), { code: DENIED }, sql)
  }
})

test('a temporary table of the same name does not lead the preparation astray', async (t) => {
  const single = await testDatabase(t, 'kosong')
  await single.app.knex.transaction(async (trx) => {
    await trx.raw('CREATE TEMP TABLE audit_masuk (LIKE audit_event)')
    await trx.raw('CREATE TEMP TABLE audit_masuk_204001 (LIKE audit_event)')
    await trx.raw("SELECT audit_prepare_month('2040-01-01')")
  })
  t.true((await auditTables(single.owner)).includes('audit_masuk_204001'))
  t.is((await auditTables(single.owner)).filter((name) => name.includes('pg_temp')).length, 0)
})
