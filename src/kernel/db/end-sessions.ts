import type { Database } from './database.ts'

/** What is used of knex' pool (tarn) and of pg's client; neither is in their published types. */
interface Pool {
  readonly used: readonly { readonly resource: { readonly processID?: number | null } }[]
}

/**
 * Ends the PostgreSQL sessions in which this pool is working now: what they had not committed is taken back at once,
 * also where a statement waits for a lock. Their statements fail, the pool lives on.
 */
export async function endSessionsInUse(database: Database): Promise<void> {
  const { pool } = database.knex.client as { pool: Pool }
  const sessions = pool.used.flatMap(({ resource: { processID } }) => processID ?? [])
  if (sessions.length === 0) return
  await database.query({
    text: 'SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', values: [sessions],
  })
}
