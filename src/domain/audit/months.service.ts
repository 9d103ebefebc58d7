import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { prepareMonths } from './audit.queries.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Keeps a partition ready for this month and the next (decision 10): now and every day, on every node alike. Without
 * it no event is lost, they only pile up in the default partition, so that a day on which it fails is no disaster.
 * @param onError takes what went wrong on a later day
 * @returns ends it
 * @throws what PostgreSQL says to the first time
 */
export async function keepMonthsPrepared(
  database: Database, clock: Clock, onError: (error: unknown) => void, { everyMs = DAY_MS } = {},
): Promise<() => void> {
  const prepare = () => database.query(prepareMonths(clock.now().toISOString().slice(0, 10)))
  await prepare()
  const timer = setInterval(() => { prepare().catch(onError) }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
