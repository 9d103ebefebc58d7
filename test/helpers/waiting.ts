import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../src/kernel/db/database.ts'

/** Far more than any statement needs to come to a lock. */
const ROUNDS = 4_000

/**
 * Resolves as soon as a statement in this database waits for a lock: the moment that a race is about.
 * @param statements how many are to wait
 * @throws Error when nobody comes
 */
export async function untilSomebodyWaits(database: Database, statements = 1): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rows } = await database.knex.raw<{ rows: unknown[] }>(
      'SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()')
    if (rows.length >= statements) return
    await sleep(5)
  }
  throw new Error(`${statements} statements never waited for a lock`)
}

/** Looks again and again until it is so; whoever waits in vain is ended by AVA. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5)
}
