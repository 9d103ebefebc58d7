import type pg from 'pg'
import type { Database, Statement } from './database.ts'

/** The connection that has the lock; what is said through it is committed at once. */
export type Holder = (statement: Statement) => Promise<unknown>

/**
 * Does something that only one process may do at a time, over all nodes of the database. The lock belongs to a connection
 * of its own and to no transaction, so that none stays open meanwhile; who is killed loses it with his connection.
 * @param name of the lock; the same one, taken within a transaction, is in the way as well
 * @returns what `work` came to, undefined at once when somebody else has the lock
 */
export async function withSessionLock<T>(
  database: Database, name: string, work: (holder: Holder) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  const pool = database.knex.client as {
    acquireConnection(): Promise<pg.Client>
    releaseConnection(connection: pg.Client): Promise<void>
  }
  const connection = await pool.acquireConnection()
  try {
    const { rows } = await connection.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtext($1)) AS locked', [name])
    if (rows[0]?.locked !== true) return undefined
    try {
      return { value: await work(({ text, values }) => connection.query(text, [...values])) }
    } finally {
      // A connection that is gone has given it back already.
      await connection.query('SELECT pg_advisory_unlock(hashtext($1))', [name]).catch(() => undefined)
    }
  } finally {
    await pool.releaseConnection(connection)
  }
}
