import type { Database } from '../../../kernel/db/database.ts'
import { type Courier, createCourier } from '../../../kernel/jobs/courier.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Delivery, Outcome } from './delivery.ts'
import { claimDeliveries, keepReceipt, type Standing } from './pengiriman.queries.ts'
import { pauseAfter } from './retry.rules.ts'

/** Twelve times what one attempt may take on the network: whoever is not back by then has died. */
const LEASE_MS = 30_000

/** Attempts of this process at the same time. */
const SLOTS = 32

/** Attempts at one application at the same time, over all nodes. */
const SLOTS_PER_CLIENT = 8

interface CourierDependencies {
  readonly database: Database
  readonly clock: Clock
  /** Makes a fresh token and tells it to the application, in bounded time. */
  readonly send: (delivery: Delivery) => Promise<Outcome>
  /** Takes what keeps an outcome from being told or written; the sweep comes back to it. */
  readonly onError: (error: unknown) => void
}

function standingAfter({ result }: Outcome, attempts: number, at: Date): Standing {
  if (result === 'delivered') return { deliveredAt: at }
  const pause = result === 'hopeless' ? undefined : pauseAfter(attempts)
  return pause === undefined ? { givenUpAt: at } : { nextAt: new Date(at.getTime() + pause) }
}

/** Brings logout tokens to applications. */
export function createLogoutCourier({ database, clock, send, onError }: CourierDependencies): Courier {
  return createCourier<Delivery>({
    clock, slots: SLOTS, leaseMs: LEASE_MS, onError,
    claim: (now, leaseUntil, free) => database.query<Delivery>(
      claimDeliveries(now, leaseUntil, { deliveries: free, perClient: SLOTS_PER_CLIENT })),
    async attempt(delivery) {
      const began = performance.now()
      const outcome = await send(delivery)
      const tookMs = performance.now() - began
      const standing = standingAfter(outcome, delivery.attempts, clock.now())
      await database.query(keepReceipt(delivery, { words: outcome.receipt, tookMs }, standing))
    },
  })
}
