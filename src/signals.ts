import { reportAndExit } from './report.ts'
import type { Service } from './service.ts'

/**
 * The first SIGINT or SIGTERM drains the service and then runs `close`; another one means that nobody wants to wait.
 * @param signals those that this process listens to
 */
export function drainOnSignal(service: Service, signals: readonly NodeJS.Signals[], close: () => Promise<void>): void {
  const hurry = new AbortController()
  let begun = false
  const stop = (): void => {
    if (begun) return hurry.abort()
    begun = true
    service.drain(hurry.signal).then(close).catch(reportAndExit)
  }
  for (const signal of signals) process.on(signal, stop)
}
