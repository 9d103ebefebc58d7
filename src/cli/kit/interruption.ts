import { setTimeout as later } from 'node:timers/promises'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What is under way gets this long to notice that its connections are gone. */
const NOTICE_MS = 3_000

/** Ctrl-C or its like ended the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  /** 128 + the signal's number, as shells count. */
  readonly status: number

  constructor(signal: (typeof SIGNALS)[number]) {
    super(`Stopped by ${signal}. What was not complete was taken back.`)
    this.status = 128 + constants.signals[signal]
  }
}

export interface SignalWatch {
  /** Aborted, with an `Interrupted` as its reason, by the first signal; a second one ends the process as usual. */
  readonly signal: AbortSignal
  end(): void
}

/** Takes over Ctrl-C and its like until `end`. */
export function watchSignals(): SignalWatch {
  const controller = new AbortController()
  const listeners = SIGNALS.map((name) => [name, () => { controller.abort(new Interrupted(name)) }] as const)
  const end = (): void => {
    for (const [name, listener] of listeners) process.off(name, listener)
  }
  for (const [name, listener] of listeners) process.on(name, listener)
  controller.signal.addEventListener('abort', end, { once: true })
  return { signal: controller.signal, end }
}

/**
 * Waits for `work` unless the signal comes first.
 * @param stop makes `work` fail; called once, when the signal came
 * @throws the signal's reason, after `work` has settled or had its time to; otherwise what `work` throws
 */
export async function unlessAborted<T>(
  signal: AbortSignal, work: () => Promise<T>, stop: () => Promise<void>,
): Promise<T> {
  signal.throwIfAborted()
  const working = work()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  try {
    return await Promise.race([working, aborted])
  } catch (error) {
    if (!signal.aborted) throw error
    // Where even this fails, closing the connections still follows.
    await stop().catch(() => undefined)
    await settled(working)
    throw error
  }
}

/** Waits for the end of `work`, good or bad, but not for ever. */
async function settled(work: Promise<unknown>): Promise<void> {
  const patience = new AbortController()
  const timeout = later(NOTICE_MS, undefined, { signal: patience.signal })
  await Promise.allSettled([Promise.race([work, timeout])])
  patience.abort()
  await Promise.allSettled([timeout])
}
