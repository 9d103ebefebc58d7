import { setTimeout as sleep } from 'node:timers/promises'
import type { Handler } from './runner.ts'

/** Runs a handler again and again with a pause between, until told to stop. @returns resolves when it has stopped */
export async function startTicks(
  { intervalMs, handler }: { intervalMs: number; handler: Handler },
  { signal, onError }: { signal: AbortSignal; onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await handler().catch(onError)
  }
}
