import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'

const directory = fileURLToPath(new URL('../../../migrations', import.meta.url))

/**
 * Brings the schema to the newest migration; knex's lock table lets one process do it at a time.
 * @param knex a pool of the owner's role (decision 9)
 * @returns names of the migrations that ran now, none when it was new already
 */
export async function migrate(knex: Knex): Promise<string[]> {
  const [, names] = await knex.migrate.latest({ directory, loadExtensions: ['.ts'] }) as [number, string[]]
  return names
}

/** Takes back every migration, newest first: for the test that each has a `down`. @returns their names */
export async function rollbackAll(knex: Knex): Promise<string[]> {
  const [, names] = await knex.migrate.rollback({ directory, loadExtensions: ['.ts'] }, true) as [number, string[]]
  return names
}
