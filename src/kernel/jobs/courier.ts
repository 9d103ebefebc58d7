/** Brings rows that are owed to somebody outside: claimed with a lease, tried, written down (decision 24). */
import type { Clock } from '../lib/clock.ts'

interface CourierOptions<Errand> {
  readonly clock: Clock
  /** Attempts of this process at the same time. */
  readonly slots: number
  /** Several times what one attempt may take: whoever is not back by then has died. */
  readonly leaseMs: number
  /** Takes at most so many of what is due at `now` and nobody is at. */
  readonly claim: (now: Date, leaseUntil: Date, free: number) => Promise<readonly Errand[]>
  /** Makes one attempt in bounded time and writes down what it came to. */
  readonly attempt: (errand: Errand) => Promise<void>
  /** Takes what keeps an outcome from being told or written; the sweep comes back to it. */
  readonly onError: (error: unknown) => void
}

export interface Courier {
  /**
   * Begins whatever is due and resolves when it is under way, not when it has arrived: a slow receiver is waited for by
   * nobody. Many calls at once are one.
   * @throws what PostgreSQL says
   */
  ring(): Promise<void>
  /** Resolves when nothing of this process is under way any more. */
  idle(): Promise<void>
  /** Begins nothing more and waits for what is under way: seconds, as an attempt is bounded. */
  stop(): Promise<void>
}

/** Makes a courier; whoever calls `ring` decides when it looks. */
export function createCourier<Errand>(options: CourierOptions<Errand>): Courier {
  const { clock, slots, leaseMs, onError } = options
  const underWay = new Set<Promise<void>>()
  let ringing: Promise<void> | undefined
  let again = false
  let stopped = false

  function begin(errand: Errand): void {
    const trip = options.attempt(errand).catch(onError).finally(() => {
      underWay.delete(trip)
      // A place is free now, of this process or of this receiver.
      ring().catch(onError)
    })
    underWay.add(trip)
  }

  async function claim(): Promise<void> {
    do {
      again = false
      if (stopped) return
      const free = slots - underWay.size
      if (free === 0) return
      const now = clock.now()
      const due = await options.claim(now, new Date(now.getTime() + leaseMs), free)
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
