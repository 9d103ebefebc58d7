import { runMigrations } from 'graphile-worker'
import type { Knex } from 'knex'
import pg from 'pg'

/** The library commits each of its own migrations, and takes up an interrupted attempt where it ended. */
export const config = { transaction: false }

/**
 * The job queue's own schema, `graphile_worker`, at the version of the library in package.json. It is made here, by the
 * owner: the service could not, and must not (decision 9). A later version of the library needs a migration like this.
 */
export async function up(knex: Knex): Promise<void> {
  const { config: settings } = knex.client as { config: { connection: pg.PoolConfig } }
  const pool = new pg.Pool({ ...settings.connection, max: 1 })
  // The library warns on stdout about a pool without these.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => { client.on('error', () => undefined) })
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

/** Nothing in it is worth keeping: a job is only a bell (decision 24). */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP SCHEMA graphile_worker CASCADE;')
}
