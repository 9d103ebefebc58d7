import type { Handler, Jobs } from '../../src/kernel/jobs/index.ts'

/** Work beside the requests that happens when the test says so, not when a bell or a clock does. */
export interface Ringer extends Jobs {
  /** Everything that a bell or a tick would start; resolves when it is under way. */
  ring(): Promise<void>
  /** Intervals that were asked for, in milliseconds. */
  readonly intervals: readonly number[]
  readonly schedules: readonly { readonly task: string; readonly cron: string }[]
}

export function createRinger(): Ringer {
  const handlers: Handler[] = []
  const intervals: number[] = []
  const schedules: { task: string; cron: string }[] = []
  return {
    intervals,
    schedules,
    handle: (_task, handler) => { handlers.push(handler) },
    every: (intervalMs, handler) => {
      intervals.push(intervalMs)
      handlers.push(handler)
    },
    schedule: (task, cron, handler) => {
      schedules.push({ task, cron })
      handlers.push(handler)
    },
    onStop: () => undefined,
    start: () => undefined,
    stop: () => Promise.resolve(),
    async ring() { for (const handler of handlers) await handler() },
  }
}
