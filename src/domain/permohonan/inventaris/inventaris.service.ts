import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import { launcherOf } from '../../clients/index.ts'
import { findRegister, keepCount } from './register.queries.ts'
import { type RegisterEntry, registerEntry } from './register.rules.ts'

/** Each hour, so that the last of a day is near its end and a day in which a node ran has a count. */
const COUNT_SCHEDULE = '55 * * * *'

/** @returns the register of today, in one statement; a province has some hundred applications */
export async function registerToday(database: Database, clock: Clock): Promise<RegisterEntry[]> {
  const today = clock.today()
  return (await findRegister(database, clock.now(), today)).map((row) => registerEntry(row, today))
}

/** Counts what is registered and connected today, as the launcher publishes it, and keeps it. */
export async function countConnected(database: Database, clock: Clock): Promise<void> {
  const { terdaftar, terhubung } = await launcherOf(database, clock)
  await database.query(keepCount({ hari: clock.today(), terdaftar, terhubung }))
}

/** Keeps the indicator of the province: how many applications are connected, day by day. */
export function keepCounting(jobs: Jobs, database: Database, clock: Clock): void {
  jobs.schedule('hitung-terhubung', COUNT_SCHEDULE, () => countConnected(database, clock))
}
