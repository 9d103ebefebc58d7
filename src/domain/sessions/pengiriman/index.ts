/**
 * Logout tokens for applications: rows that a trigger writes where a session ends (migration 43), brought by whichever
 * node is free.
 */
import type { Logger } from 'pino'
import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { describeError } from '../../../kernel/lib/describe-error.ts'
import { createLogoutCourier } from './courier.ts'
import type { Delivery, Outcome } from './delivery.ts'

/** Name of the job that rings; the triggers that owe a delivery or put one off have it too (migrations 42 and 43). */
const BELL = 'logout.kirim'

/** How often a node looks for leases that ran out, and for what no bell was heard of. */
const SWEEP_MS = 10_000

export interface DeliveryDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly logger: Logger
  readonly send: (delivery: Delivery) => Promise<Outcome>
}

/** Has this process deliver whatever is due, when the bell rings and every ten seconds. */
export function deliverLogouts(jobs: Jobs, { database, clock, logger, send }: DeliveryDependencies): void {
  const courier = createLogoutCourier({
    database, clock, send,
    onError: (error) => { logger.error({ failure: describeError(error) }, 'a logout delivery was not written down') },
  })
  jobs.handle(BELL, () => courier.ring())
  jobs.every(SWEEP_MS, () => courier.ring())
  jobs.onStop(() => courier.stop())
}
