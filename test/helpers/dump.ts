import type { Database } from '../../src/kernel/db/database.ts'

/**
 * Every row of some tables as text, in an order of its own: what a thief of a backup reads, and what stays the same
 * when nothing was written.
 * @param pattern of table names, as for LIKE
 */
export async function dumpTables(database: Database, pattern: string): Promise<string[]> {
  const { rows: tables } = await database.knex.raw<{ rows: { name: string }[] }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname LIKE ? ORDER BY 1`, [pattern])
  if (tables.length === 0) throw new Error(`no table is like ${pattern}`)
  const dumps = await Promise.all(tables.map(({ name }) => database.knex.raw<{ rows: { text: string }[] }>(
    'SELECT ?::text || to_jsonb(t)::text AS text FROM ?? t ORDER BY 1', [`${name} `, name])))
  return dumps.flatMap(({ rows }) => rows.map(({ text }) => text))
}
