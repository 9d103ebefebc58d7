import type { TestDatabase } from './database.ts'

/** Ends the session of every process that listens to this database, as an administrator would. @returns how many */
export async function cutListeners({ app }: TestDatabase): Promise<number> {
  const ended = await app.query({
    // Chosen first: PostgreSQL is free to ask a condition with side effects before the others.
    text: `WITH listening AS MATERIALIZED (
             SELECT pid FROM pg_stat_activity
             WHERE application_name = 'satu-login-listen' AND datname = current_database())
           SELECT FROM listening WHERE pg_terminate_backend(pid)`,
    values: [],
  })
  return ended.length
}
