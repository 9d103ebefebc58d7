import test from 'ava'
import { describeError } from '../../src/kernel/lib/describe-error.ts'
import { testDatabase } from '../helpers/database.ts'

const NIP = '199001012015031001'
const at = (error: Error): Error => Object.assign(error, { stack: `${error.name}: ${error.message}\n    at f (a.ts:1:1)` })

const ERRORS: [name: string, error: unknown, description: object][] = [
  ['an error', at(new TypeError('x is no function')),
    { kind: 'TypeError', message: 'x is no function', stack: ['at f (a.ts:1:1)'] }],
  ['a system\'s error', at(Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address: '10.0.0.1' })),
    { kind: 'Error', message: 'connect', stack: ['at f (a.ts:1:1)'], code: 'ECONNREFUSED' }],
  ['a message with a NIP', at(new Error(`no row for ${NIP}`)),
    { kind: 'Error', message: 'no row for …', stack: ['at f (a.ts:1:1)'] }],
  ['a message with a NIP in groups', at(new Error('no 19900101 201503 1 001 here')),
    { kind: 'Error', message: 'no … here', stack: ['at f (a.ts:1:1)'] }],
  ['a parser\'s error with the body in it', at(Object.assign(new Error('bad'), { body: 'sandi=rahasia' })),
    { kind: 'Error', message: 'bad', stack: ['at f (a.ts:1:1)'] }],
  ['a cause', at(new Error('outer', { cause: `row ${NIP}` })),
    { kind: 'Error', message: 'outer', stack: ['at f (a.ts:1:1)'], cause: { kind: 'string', message: 'row …' } }],
  ['a sentence', `no ${NIP}`, { kind: 'string', message: 'no …' }],
  ['an object', { nip: NIP }, { kind: 'object', message: '' }],
  ['nothing', undefined, { kind: 'undefined', message: '' }],
]

for (const [name, error, description] of ERRORS) {
  test(`${name} is told without values`, (t) => {
    t.deepEqual(describeError(error), description as never)
  })
}

const ROW = `('${NIP}', 'Siti Rahmawati', DATE '1990-01-01')`

// Each makes PostgreSQL repeat what it was given, in its message, its detail or its context.
const STATEMENTS: [code: string, sql: string, told: object][] = [
  ['23505', `INSERT INTO orang VALUES ${ROW}, ${ROW}`, { table: 'orang', constraint: 'orang_pkey' }],
  ['23514', `INSERT INTO orang VALUES ('${NIP}', 'Siti Rahmawati', DATE '2990-01-01')`,
    { table: 'orang', constraint: 'orang_lahir_check' }],
  ['23502', `INSERT INTO orang VALUES ('${NIP}', NULL, DATE '1990-01-01')`, { table: 'orang', column: 'nama' }],
  ['22P02', `SELECT 'Siti Rahmawati'::uuid`, {}],
  ['22P02', `SELECT '{"nama": Siti}'::jsonb`, {}],
  ['22007', `SELECT 'Siti 1990-01-01'::date`, {}],
]

for (const [code, sql, told] of STATEMENTS) {
  test(`PostgreSQL's ${code} for ${sql.slice(0, 40)} is told without the row`, async (t) => {
    const { owner } = await testDatabase(t, 'kosong')
    await owner.knex.raw(`CREATE TABLE orang (nip text PRIMARY KEY, nama text NOT NULL,
      lahir date CHECK (lahir < '2100-01-01'))`)
    for (const run of [() => owner.query({ text: sql, values: [] }), () => owner.knex.raw(sql)]) {
      const error = await t.throwsAsync<Error & { code: string }>(run)
      const description = describeError(error)
      t.like(description, { code, ...told })
      t.notRegex(JSON.stringify({ ...description, stack: [] }), /Siti|1990|2990/)
      t.true((description.stack ?? []).length > 0)
      t.true(description.stack?.every((line) => line.startsWith('at ')))
    }
  })
}
