/** What this room does beside requests, each time on one node of the house. */
import type { Database } from '../../kernel/db/database.ts'
import type { Jobs } from '../../kernel/jobs/index.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { refreshFindings } from './mutu/refresh.service.ts'
import { applyDue } from './reorganisasi/reorganisation.service.ts'

/** 00:00 WIB among others; claims are right by date without it, applications and roles follow with it. */
const REORGANISATION_SCHEDULE = '*/5 * * * *'

/** Costs one look at the people unless the data of one of them changed. */
const FINDINGS_SCHEDULE = '2,7,12,17,22,27,32,37,42,47,52,57 * * * *'

export function tendUnits(jobs: Jobs, dependencies: { readonly database: Database; readonly clock: Clock }): void {
  jobs.schedule('mutu-data', FINDINGS_SCHEDULE, () => refreshFindings(dependencies))
  jobs.schedule('reorganisasi', REORGANISATION_SCHEDULE, () => applyDue(dependencies))
}
