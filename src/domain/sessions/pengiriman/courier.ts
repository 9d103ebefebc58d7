import type { Database } from '../../../kernel/db/database.ts'
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

/** Brings logout tokens to applications. */
export interface Courier {
  /**
   * Begins whatever is due and resolves when it is under way, not when it has arrived: a slow receiver is waited for by
   * nobody. Many calls at once are one.
   * @throws what PostgreSQL says
   */
  ring(): Promise<void>
  /** Resolves when nothing of this process is under way any more. */
  idle(): Promise<void>
  /** Begins nothing more and waits for what is under way: seconds, as sending is bounded. */
  stop(): Promise<void>
}

function standingAfter({ result }: Outcome, attempts: number, at: Date): Standing {
  if (result === 'delivered') return { deliveredAt: at }
  const pause = result === 'hopeless' ? undefined : pauseAfter(attempts)
  return pause === undefined ? { givenUpAt: at } : { nextAt: new Date(at.getTime() + pause) }
}

export function createCourier({ database, clock, send, onError }: CourierDependencies): Courier {
  const underWay = new Set<Promise<void>>()
  let ringing: Promise<void> | undefined
  let again = false
  let stopped = false

  async function attempt(delivery: Delivery): Promise<void> {
    const outcome = await send(delivery)
    const standing = standingAfter(outcome, delivery.attempts, clock.now())
    await database.query(keepReceipt(delivery, outcome.receipt, standing))
  }

  function begin(delivery: Delivery): void {
    const trip = attempt(delivery).catch(onError).finally(() => {
      underWay.delete(trip)
      // A place is free now, of this process or of this application.
      ring().catch(onError)
    })
    underWay.add(trip)
  }

  async function claim(): Promise<void> {
    do {
      again = false
      if (stopped) return
      const free = SLOTS - underWay.size
      if (free === 0) return
      const now = clock.now()
      const due = await database.query<Delivery>(claimDeliveries(
        now, new Date(now.getTime() + LEASE_MS), { deliveries: free, perClient: SLOTS_PER_CLIENT },
      ))
      due.forEach(begin)
    } while (again)
  }

  function ring(): Promise<void> {
    again = true
    ringing ??= claim().finally(() => { ringing = undefined })
    return ringing
  }

  async function idle(): Promise<void> {
    while (ringing !== undefined || underWay.size > 0) await Promise.allSettled([ringing, ...underWay])
  }

  return {
    ring,
    idle,
    stop() {
      stopped = true
      return idle()
    },
  }
}
