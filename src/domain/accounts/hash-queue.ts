import { BusyError } from '../../kernel/lib/busy-error.ts'
import { moveAverage, retryAfterSeconds } from './hash-queue.rules.ts'

export interface HashQueueOptions {
  /** How many run at once: max(1, floor(cores / processes)), decision 1. */
  slots: number
  /** How many may wait; the next one is refused with BusyError. 0: nobody waits. */
  maxWaiting: number
  /** A monotonic clock in milliseconds. */
  now?: () => number
}

/** How busy a queue is at this moment. */
export interface HashLoad {
  readonly running: number
  readonly waiting: number
}

export interface HashQueue {
  readonly load: HashLoad
  /**
   * Runs `work` as soon as a slot is free, first come first served, and settles as it settles.
   * @param signal of a request that may be abandoned: who still waits leaves the queue and the promise rejects with
   *   the signal's reason; what already runs is finished, because a hash cannot be stopped
   * @throws BusyError when `maxWaiting` wait already; `work` was not called
   */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** A hash of these parameters on the measured machine (performance.md), until this one has measured its own. */
const FIRST_GUESS_MS = 25

/**
 * A bounded queue before the password hashes. They share libuv's pool with the signatures of tokens: without a bound
 * a morning of sign-ins makes every /token wait (performance.md, first lever).
 * @throws RangeError for slots below 1 or a negative or fractional bound
 */
export function createHashQueue({ slots, maxWaiting, now = () => performance.now() }: HashQueueOptions): HashQueue {
  if (!Number.isInteger(slots) || slots < 1) throw new RangeError('slots must be a whole number from 1')
  if (!Number.isInteger(maxWaiting) || maxWaiting < 0) throw new RangeError('maxWaiting must be a whole number from 0')

  /** Starters of those who wait. A Set keeps the order and lets anyone leave from the middle. */
  const waiting = new Set<() => void>()
  let running = 0
  let averageMs = FIRST_GUESS_MS

  const startNext = (): void => {
    const [next] = waiting
    if (!next) return
    waiting.delete(next)
    next()
  }

  const occupy = async <T>(work: () => Promise<T>): Promise<T> => {
    running += 1
    const started = now()
    try {
      return await work()
    } finally {
      averageMs = moveAverage(averageMs, now() - started)
      running -= 1
      startNext()
    }
  }

  const queueUp = <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(start)
        reject(signal?.reason as Error)
      }
      const start = (): void => {
        signal?.removeEventListener('abort', leave)
        occupy(work).then(resolve, reject)
      }
      waiting.add(start)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  return {
    get load() { return { running, waiting: waiting.size } },
    async run(work, signal) {
      signal?.throwIfAborted()
      if (running < slots) return occupy(work)
      if (waiting.size >= maxWaiting) {
        throw new BusyError(retryAfterSeconds(waiting.size, slots, averageMs), `${waiting.size} password hashes wait`)
      }
      return queueUp(work, signal)
    },
  }
}
