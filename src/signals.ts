import { reportAndExit } from './report.ts'
import type { Service } from './service.ts'

/** What a primary sends to a worker that shall not wait any longer. */
export const HURRY = 'hurry'

/**
 * The first SIGINT or SIGTERM drains the service and then runs `close`; another one means that nobody wants to wait.
 */
export function drainOnSignal(service: Service, close: () => Promise<void>): void {
  const hurry = new AbortController()
  let begun = false
  const stop = (): void => {
    if (begun) return hurry.abort()
    begun = true
    service.drain(hurry.signal).then(close).catch(reportAndExit)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
}

/**
 * The same for a worker. A terminal or systemd may send a signal to the whole group and the primary sends its own: two
 * are no impatience here, for that the primary has a word.
 * @param service settles when it has started. The signals are listened for before that: the primary knows of a worker as
 *   soon as it listens, and one that died of the signal would leave a connection behind that nobody answers
 */
export function drainAsWorker(service: Promise<Service>, close: () => Promise<void>): void {
  const hurry = new AbortController()
  process.on('message', (message) => { if (message === HURRY) hurry.abort() })
  // Ctrl-C reaches every process of the terminal: the primary says when to end.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
  process.once('SIGTERM', () => {
    service.then((started) => started.drain(hurry.signal)).then(close).catch(reportAndExit)
  })
}
