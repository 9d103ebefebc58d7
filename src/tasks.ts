/** What the rooms of the domain do beside the requests: by the clock, or again and again. */
import type { Logger } from 'pino'
import type { Database } from './kernel/db/database.ts'
import type { Jobs } from './kernel/jobs/index.ts'
import type { Clock } from './kernel/lib/clock.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import type { Seal } from './kernel/lib/seal.ts'
import { keepClients } from './domain/clients/operasi/index.ts'
import { tendUnits } from './domain/kepegawaian/beside.ts'
import { keepCalendar } from './domain/kepegawaian/kalender/index.ts'
import { applyRipeEvents, RETRY_MS } from './domain/kepegawaian/peristiwa/index.ts'
import type { ScheduledSource } from './domain/kepegawaian/source/sources.ts'
import { keepSyncing } from './domain/kepegawaian/sync/index.ts'
import { keepLastDays, LAST_DAY_SCHEDULE } from './domain/kepegawaian/tanpa-nip/last-day.service.ts'
import { keepDesksTold } from './domain/permohonan/alur/index.ts'
import { keepChecking } from './domain/permohonan/csirt/pemeriksaan.service.ts'
import { keepCounting } from './domain/permohonan/inventaris/inventaris.service.ts'
import { SEATS_SCHEDULE, settleSeats } from './domain/permohonan/kursi/kursi.service.ts'
import { PURGE_SCHEDULE, purgeExpired } from './domain/sessions/purge.service.ts'
import { keepResets } from './domain/sessions/setel-ulang.service.ts'

export interface TaskDependencies {
  readonly issuer: string
  readonly outboundCidrs: readonly string[]
  readonly database: Database
  readonly clock: Clock
  readonly seal: Seal
  readonly logger: Logger
  /** Sources of personnel data that are read by themselves, in the order of their precedence. */
  readonly sources: readonly ScheduledSource[]
}

/** Says all of it, before the jobs are started. */
export function keepHouse(jobs: Jobs, { issuer, outboundCidrs: cidrs, database, clock, seal, logger, sources }: TaskDependencies): void {
  const house = { database, clock }
  jobs.schedule('tanpa-nip', LAST_DAY_SCHEDULE, () => keepLastDays(database, clock))
  keepCalendar(jobs, house)
  keepClients(jobs, house)
  jobs.every(RETRY_MS, async () => { await applyRipeEvents(database, clock) })
  jobs.schedule('kursi', SEATS_SCHEDULE, () => settleSeats(house))
  jobs.schedule('purge', PURGE_SCHEDULE, () => purgeExpired(database, clock))
  keepCounting(jobs, database, clock)
  keepResets(jobs, house)
  tendUnits(jobs, house)
  keepDesksTold(jobs, house)
  keepChecking(jobs, { ...house, issuer, cidrs })
  keepSyncing(jobs, {
    ...house, seal, sources,
    onError: (error) => logger.error({ failure: describeError(error) }, 'a source of personnel data was not brought in'),
  })
}
