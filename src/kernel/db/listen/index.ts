/** LISTEN / NOTIFY: what other nodes changed, told at once, and whether silence can be believed. */
import pg from 'pg'
import { createFreshness } from './freshness.ts'
import { BEAT_MS, FRESH_MS, GIVE_UP_MS, pauseBefore } from './listen.rules.ts'

/**
 * The one connection of a process that listens. A copy of a row may be trusted only while `fresh()` is true and only if
 * it was read since the last `onLost`: in between, notifications may have been missed.
 */
export interface Listener {
  /** Calls `handler` with the payload of every NOTIFY on the channel; not fresh until LISTEN is answered. */
  on(channel: string, handler: (payload: string) => void): void
  /** Calls `handler` at once whenever freshness ends: connection cut, or no heartbeat answered in time. */
  onLost(handler: () => void): void
  /** Calls `handler` whenever freshness begins, the first time included: time to read again what must not be stale. */
  onFresh(handler: () => void): void
  /** Whether every NOTIFY committed more than `FRESH_MS` ago has been heard. Costs nothing. */
  fresh(): boolean
  /** Resolves when it is fresh for the first time, or closed before that. */
  readonly ready: Promise<void>
  /** True from `close()` on. */
  readonly closed: boolean
  close(): Promise<void>
}

interface Options {
  /** Takes the first error of each time that the connection is away, and what a handler throws. */
  readonly onError: (error: unknown) => void
  /** What an answered heartbeat proves, in milliseconds from its sending. */
  readonly freshMs?: number
}

const connectionTo = (url: string): pg.Client => new pg.Client({
  connectionString: url, application_name: 'satu-login-listen', keepAlive: true,
  connectionTimeoutMillis: GIVE_UP_MS, query_timeout: GIVE_UP_MS,
})

/** Says goodbye; whoever does not answer is left. */
async function hangUp(client: pg.Client): Promise<void> {
  const late = setTimeout(() => client.connection.stream.destroy(), BEAT_MS)
  await client.end().catch(() => undefined)
  clearTimeout(late)
}

/**
 * Begins to listen outside the pools and keeps at it: a cut connection is opened again, for ever. It must lead to
 * PostgreSQL itself: a pooler that shares sessions between callers forwards no notification.
 * @param url postgres:// URL of the service's role
 */
export function openListener(url: string, { onError, freshMs = FRESH_MS }: Options): Listener {
  const channels = new Map<string, ((payload: string) => void)[]>()
  const lost: (() => void)[] = []
  const regained: (() => void)[] = []
  const first = Promise.withResolvers<void>()
  let closed = false
  let wake = (): void => undefined

  const attempt = (handler: () => void): void => {
    try {
      handler()
    } catch (error) {
      onError(error)
    }
  }
  const freshness = createFreshness({
    onLost: () => lost.forEach(attempt),
    onFresh: () => {
      first.resolve()
      regained.forEach(attempt)
    },
  })

  const nap = (ms: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })

  /** One heartbeat after the other; LISTEN for a new channel rides on the next and counts from its answer. */
  async function beat(client: pg.Client, gone: AbortSignal): Promise<void> {
    const heard = new Set<string>()
    while (!closed) {
      if (gone.aborted) throw gone.reason
      const sentAt = performance.now()
      const wanted = [...channels.keys()].filter((channel) => !heard.has(channel))
      await client.query([...wanted.map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`), 'SELECT 1'].join('; '))
      for (const channel of wanted) heard.add(channel)
      // Its LISTEN was not asked for when another channel came in the meantime.
      if (heard.size < channels.size) continue
      freshness.extend(sentAt + freshMs)
      await nap(Math.max(0, sentAt + BEAT_MS - performance.now()))
    }
  }

  /** From connecting to the end of that connection. @throws what ended it; @returns only when closed */
  async function live(): Promise<void> {
    const client = connectionTo(url)
    const gone = new AbortController()
    const drop = (error: unknown): void => {
      gone.abort(error ?? new Error('the connection that listens was cut'))
      freshness.lapse()
      wake()
    }
    client.on('error', drop)
    client.once('end', () => drop(undefined))
    client.on('notification', ({ channel, payload = '' }) => {
      for (const handler of channels.get(channel) ?? []) attempt(() => handler(payload))
    })
    try {
      await client.connect()
      await beat(client, gone.signal)
    } finally {
      freshness.lapse()
      await hangUp(client)
    }
  }

  async function keepListening(): Promise<void> {
    let failures = 0
    let away = false
    regained.push(() => {
      failures = -1
      away = false
    })
    while (!closed) {
      try {
        await live()
      } catch (error) {
        if (!away && !closed) onError(error)
        away = true
        failures += 1
      }
      if (!closed && failures > 0) await nap(pauseBefore(failures))
    }
    first.resolve()
  }

  const over = keepListening()
  return {
    on(channel, handler) {
      const handlers = channels.get(channel)
      if (handlers) return void handlers.push(handler)
      channels.set(channel, [handler])
      freshness.lapse()
      wake()
    },
    onLost: (handler) => void lost.push(handler),
    onFresh: (handler) => void regained.push(handler),
    fresh: () => freshness.fresh(),
    ready: first.promise,
    get closed() { return closed },
    close() {
      closed = true
      wake()
      return over
    },
  }
}
