import type { Database } from './database.ts'

/** What is asked of knex' pool (tarn); it is not in the published types. */
interface Pool {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** How busy a pool is at this moment. */
export interface PoolLoad {
  readonly used: number
  readonly free: number
  /** Requests that wait for a connection. */
  readonly waiting: number
}

export function poolLoad(database: Database): PoolLoad {
  const { pool } = database.knex.client as { pool: Pool }
  return { used: pool.numUsed(), free: pool.numFree(), waiting: pool.numPendingAcquires() }
}
