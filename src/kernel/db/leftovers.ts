import type { Statement } from './database.ts'

/** Rows of one table that nobody needs any more. */
export interface Leftovers {
  readonly table: string
  /** SQL of the condition, `$1` being an instant: what was over before it. */
  readonly over: string
  /** SQL of the column that an index orders them by; without an index leave it out. */
  readonly by?: string
}

/**
 * Deletes a few of them, the oldest first: locks are held for milliseconds, and a row that somebody holds, or has just
 * changed, is left for later. Column: gone, how many they were.
 */
export function deleteBatch({ table, over, by }: Leftovers, before: Date, most: number): Statement {
  return {
    text: `WITH leftovers AS MATERIALIZED (
        SELECT ctid AS place FROM ${table} WHERE ${over} ${by === undefined ? '' : `ORDER BY ${by}`} LIMIT $2
        FOR UPDATE SKIP LOCKED
      ), gone AS (DELETE FROM ${table} USING leftovers WHERE ${table}.ctid = leftovers.place RETURNING 1)
      SELECT count(*)::int AS gone FROM gone`,
    values: [before, most],
  }
}
