/** Every statement that the old database is sent: it is asked, never changed. MariaDB from 10.2, MySQL from 5.7.8. */
import type { Knex } from 'knex'
import { BESIDE_PEOPLE, type ColumnName, PEOPLE_TABLE, PERSON_KEY, REFERENCES } from './mapping.ts'
import { type FoundColumn, type FoundSchema, TABLES } from './schema.rules.ts'
import type { SqlValue } from './values.rules.ts'

/** What is used of the driver's connection. */
export interface RawConnection {
  query(options: { sql: string; values: readonly unknown[]; rowsAsArray: boolean }): { stream(): AsyncIterable<unknown> }
  on(event: 'error', listener: (error: Error) => void): unknown
  /** Closes it without a goodbye, which would wait for an answer that may never come. */
  destroy(): void
}

/** One connection of the old database. */
export interface Asked {
  readonly knex: Knex
  readonly connection: RawConnection
}

export type SqlRow = Readonly<Record<string, SqlValue>>

const on = ({ knex, connection }: Asked, text: string, values: readonly string[] = []): Knex.Raw<[SqlRow[], unknown]> =>
  knex.raw(text, values).connection(connection) as Knex.Raw<[SqlRow[], unknown]>

async function rowsOf(asked: Asked, text: string, values: readonly string[] = []): Promise<SqlRow[]> {
  const [rows] = await on(asked, text, values) as [SqlRow[], unknown]
  return rows
}

/** Lets the session change nothing, ends each statement after so long, and fixes what it sees from now on. */
export async function beginReading(asked: Asked, { statementMs }: { statementMs: number }): Promise<void> {
  const [row] = await rowsOf(asked, 'SELECT VERSION() AS version')
  const limit = /mariadb/i.test(String(row?.['version']))
    ? `SET SESSION max_statement_time = ${statementMs / 1000}` : `SET SESSION max_execution_time = ${statementMs}`
  await on(asked, limit)
  await on(asked, 'SET SESSION TRANSACTION READ ONLY')
  await on(asked, 'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ')
  await on(asked, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
}

/** @returns the lines of SHOW GRANTS for this account */
export async function loadGrants(asked: Asked): Promise<string[]> {
  const rows = await rowsOf(asked, 'SHOW GRANTS')
  return rows.flatMap((row) => Object.values(row).map(String))
}

/** @returns the columns of the mapped tables, as far as this account may read them */
export async function loadColumns(asked: Asked): Promise<FoundColumn[]> {
  const rows = await rowsOf(asked, `
    SELECT table_name AS t, column_name AS c, collation_name AS k FROM information_schema.columns
    WHERE table_schema = DATABASE() AND LOWER(table_name) IN (${TABLES.map(() => '?').join(', ')})`, TABLES)
  return rows.map(({ t, c, k }) => ({ table: String(t), column: String(c), collation: k ? String(k) : null }))
}

/**
 * The people with what stands beside them, row by row: outer joins, so that nobody vanishes for want of a row.
 * @param columns what each row holds, in this order
 * @param nip of the one who is wanted; everybody without
 */
export function streamPeople(
  asked: Asked, schema: FoundSchema, columns: readonly ColumnName[], nip?: string,
): AsyncIterable<readonly SqlValue[]> {
  const key = `${PEOPLE_TABLE}.${PERSON_KEY}` as const
  const joins = [
    ...BESIDE_PEOPLE.map((table) => besidePeople(schema, key, `${table}.${PERSON_KEY}`)),
    ...REFERENCES.map((reference, index) => textsOf(schema, reference, aliasOf(index))),
  ]
  const text = `SELECT ${columns.map(() => '??').join(', ')} FROM ?? ${joins.map((join) => join.text).join(' ')}`
  const values = [
    ...columns.map((name) => selected(schema, name)), schema.at(key).table, ...joins.flatMap((join) => join.values),
  ]
  const query = nip === undefined ? on(asked, text, values)
    : on(asked, `${text} WHERE ?? = ?`, [...values, spelt(schema, key), nip])
  const { sql, bindings } = query.toSQL().toNative()
  // Not knex's own stream: it gives the connection back to the pool at its end, whoever had taken it.
  return asked.connection.query({ sql, values: bindings, rowsAsArray: true }).stream() as AsyncIterable<readonly SqlValue[]>
}

interface Join {
  readonly text: string
  readonly values: readonly string[]
}

function besidePeople(schema: FoundSchema, outer: ColumnName, inner: ColumnName): Join {
  return {
    text: `LEFT JOIN ?? ON ?? = ${converted(schema, outer, inner)}`,
    values: [schema.at(inner).table, spelt(schema, inner), spelt(schema, outer)],
  }
}

/** A code that has two texts has none: neither doubles people, nor is one of them guessed. */
function textsOf(schema: FoundSchema, { key, text, code }: (typeof REFERENCES)[number], alias: string): Join {
  return {
    text: `LEFT JOIN (SELECT ?? AS code, CASE COUNT(DISTINCT ??) WHEN 1 THEN MIN(??) END AS text FROM ?? GROUP BY ??) AS ??
      ON ?? = ${converted(schema, code, key)}`,
    values: [
      spelt(schema, key), spelt(schema, text), spelt(schema, text), schema.at(key).table, spelt(schema, key), alias,
      `${alias}.code`, spelt(schema, code),
    ],
  }
}

const aliasOf = (reference: number): string => `acuan_${reference}`

/** Where the statement has a column: the texts of codes come from the list that was made of them. */
function selected(schema: FoundSchema, name: ColumnName): string {
  const reference = REFERENCES.findIndex(({ text }) => text === name)
  return reference === -1 ? spelt(schema, name) : `${aliasOf(reference)}.text`
}

function spelt(schema: FoundSchema, name: ColumnName): string {
  const { table, column } = schema.at(name)
  return `${table}.${column}`
}

/**
 * Tables of one database differ in character set, and MySQL refuses to compare some pairs. The side that is looked up stays
 * as it is, so that its index serves.
 */
function converted(schema: FoundSchema, outer: ColumnName, inner: ColumnName): string {
  const { collation } = schema.at(inner)
  if (collation === null || collation === schema.at(outer).collation || !/^[a-z0-9_]+$/i.test(collation)) return '??'
  return `CONVERT(?? USING ${collation.split('_')[0]}) COLLATE ${collation}`
}
