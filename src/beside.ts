/** What a process does beside its requests: everything that comes by its date, that is owed, or that somebody asked for. */
import type { AppDependencies } from './app-dependencies.ts'
import { createCodes } from './domain/accounts/kode/index.ts'
import { keepClients } from './domain/clients/operasi/index.ts'
import { tendUnits } from './domain/kepegawaian/beside.ts'
import { keepCalendar } from './domain/kepegawaian/kalender/index.ts'
import { applyRipeEvents, RETRY_MS } from './domain/kepegawaian/peristiwa/index.ts'
import { keepSyncing } from './domain/kepegawaian/sync/index.ts'
import { keepLastDays, LAST_DAY_SCHEDULE } from './domain/kepegawaian/tanpa-nip/last-day.service.ts'
import { sendActivationCodes } from './domain/mfa/aktivasi/permintaan.service.ts'
import { keepDesksTold } from './domain/permohonan/alur/index.ts'
import { keepChecking } from './domain/permohonan/csirt/pemeriksaan.service.ts'
import { keepCounting } from './domain/permohonan/inventaris/inventaris.service.ts'
import { SEATS_SCHEDULE, settleSeats } from './domain/permohonan/kursi/kursi.service.ts'
import { type DeliveryDependencies, deliverLogouts } from './domain/sessions/pengiriman/index.ts'
import { PURGE_SCHEDULE, purgeExpired } from './domain/sessions/purge.service.ts'
import { keepResets } from './domain/sessions/setel-ulang.service.ts'
import type { Jobs } from './kernel/jobs/index.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import type { Seal } from './kernel/lib/seal.ts'
import type { SignedLinks } from './kernel/lib/signed-link.ts'
import { sendMessages } from './messages.ts'

interface Beside extends AppDependencies {
  readonly seal: Seal
  readonly links: SignedLinks
  /** Brings one logout token to its application. */
  readonly send: DeliveryDependencies['send']
}

/** Says all of it to the jobs; whoever made them starts them. */
export function workBeside(jobs: Jobs, dependencies: Beside): void {
  const { issuer, database, clock, logger, seal, cookieKeys, send } = dependencies
  deliverLogouts(jobs, { database, clock, logger, send })
  sendActivationCodes(jobs, { database, clock, seal, codes: createCodes(cookieKeys) })
  sendMessages(jobs, dependencies)
  jobs.schedule('tanpa-nip', LAST_DAY_SCHEDULE, () => keepLastDays(database, clock))
  keepCalendar(jobs, { database, clock })
  keepClients(jobs, { database, clock })
  jobs.every(RETRY_MS, async () => { await applyRipeEvents(database, clock) })
  jobs.schedule('kursi', SEATS_SCHEDULE, () => settleSeats({ database, clock }))
  jobs.schedule('purge', PURGE_SCHEDULE, () => purgeExpired(database, clock))
  keepCounting(jobs, database, clock)
  keepResets(jobs, { database, clock })
  tendUnits(jobs, { database, clock })
  keepDesksTold(jobs, { database, clock })
  keepChecking(jobs, { database, clock, issuer, cidrs: dependencies.outboundCidrs })
  keepSyncing(jobs, {
    database, clock, seal, sources: dependencies.sources ?? [],
    onError: (error) => logger.error({ failure: describeError(error) }, 'a source of personnel data was not brought in'),
  })
}
