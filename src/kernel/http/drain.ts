import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a server leaves. */
export interface DrainLimits {
  /** For so long `/readyz` says 503 while everybody is still answered: a balancer that asks may look elsewhere first. */
  readonly noticeMs: number
  /** A request that began may end; after this its connection is cut. */
  readonly endMs: number
}

export interface Drain {
  /** True from the first moment of leaving. */
  readonly begun: boolean
  /**
   * Takes no new connection, lets requests under way end, then resolves. Who idles on a kept connection is not waited
   * for, and every answer from now on is the last one on its connection.
   * @param hurry ends the notice and cuts what is still open
   */
  readonly run: (limits: DrainLimits, hurry?: AbortSignal) => Promise<void>
}

/** Resolves after so long, or at once with the signal. */
const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)

/** @param server before its first request */
export function createDrain(server: Server): Drain {
  const open = new Set<ServerResponse>()
  let begun = false
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (begun) response.shouldKeepAlive = false
    open.add(response)
    response.once('close', () => {
      open.delete(response)
      // One whose headers were out before the drain began has left its connection waiting for the next request. Not in
      // the notice: a connection that has just come and said nothing yet counts as idle as well.
      if (begun && !server.listening) setImmediate(() => { server.closeIdleConnections() })
    })
  })
  return {
    get begun() { return begun },
    async run({ noticeMs, endMs }, hurry) {
      begun = true
      for (const response of open) response.shouldKeepAlive = false
      if (noticeMs > 0) await pause(noticeMs, hurry)
      const closed = once(server, 'close')
      server.close()
      const late = new AbortController()
      const cut = (): void => { server.closeAllConnections() }
      void sleep(endMs, undefined, { signal: late.signal }).then(cut, () => undefined)
      if (hurry?.aborted) cut()
      hurry?.addEventListener('abort', cut, { once: true })
      await closed
      late.abort()
    },
  }
}
