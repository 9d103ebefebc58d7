import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import { launcherOf } from '../../clients/index.ts'
import { findRegister, keepCount } from './register.queries.ts'
import { type RegisterEntry, registerEntry, type Twins, twinsOf } from './register.rules.ts'

/** Each hour, so that the last of a day is near its end and a day in which a node ran has a count. */
const COUNT_SCHEDULE = '55 * * * *'

/** @returns what reads the register of today, in one statement; a province has some hundred applications */
export function createRegister(database: Database, clock: Clock): () => Promise<RegisterEntry[]> {
  let known: { readonly of: string; readonly twins: Twins } = { of: '', twins: new Map() }
  return async () => {
    const today = clock.today()
    const rows = await findRegister(database, clock.now(), today)
    const hosts = [...new Set(rows.flatMap(({ host }) => host ?? []))]
    const of = hosts.join(' ')
    if (known.of !== of) known = { of, twins: twinsOf(hosts) }
    return rows.map((row) => registerEntry(row, today, known.twins))
  }
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
