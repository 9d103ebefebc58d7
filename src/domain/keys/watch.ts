import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../kernel/db/database.ts'
import type { Listener } from '../../kernel/db/listen/index.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { Seal } from '../../kernel/lib/seal.ts'
import { openHintKeys, openSigningKeys, type PrivateJwk } from './signing-keys.ts'

/** Told by a trigger on the table, whoever changes it. */
const CHANNEL = 'signing_key'

/** A start does not wait longer for being told of changes; it reads again once it is. In milliseconds. */
const PATIENCE_MS = 3_000

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

export interface KeyWatch {
  readonly database: Database
  readonly seal: Seal
  readonly clock: Clock
  readonly listener: Listener
  /** Takes what kept the keys from being read; they are read again until it succeeds. */
  readonly onError: (error: unknown) => void
}

/** Listens first and reads then: a change in between is told, not missed. */
async function hearing(listener: Listener): Promise<void> {
  const late = new AbortController()
  const heard = new Promise<void>((resolve) => {
    if (listener.fresh()) resolve()
    else listener.onFresh(resolve)
  })
  await Promise.race([heard, sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
}

/**
 * Keeps a process at the keys of this moment: told of every change, and read again after a connection that was cut.
 * @param use takes a set that differs from the one before
 * @returns the keys to begin with, the signing one of each algorithm first, those that only verify last
 * @throws when a key does not open under the configured ENCRYPTION_KEYS
 */
export async function keepSigningKeys(
  { database, seal, clock, listener, onError }: KeyWatch, use: (keys: readonly PrivateJwk[]) => void,
): Promise<readonly PrivateJwk[]> {
  let stale = false
  // Until the caller has the keys to begin with, there is nothing that others could take the place of.
  let reading = true
  let known = ''

  /** @returns the keys when they are others than before */
  async function read(): Promise<readonly PrivateJwk[] | undefined> {
    const keys = [...await openSigningKeys(database, seal), ...await openHintKeys(database, seal, clock.now())]
    const order = keys.map(({ kid, key_ops: only = [] }) => [kid, ...only].join(' ')).join()
    if (order === known) return undefined
    known = order
    return keys
  }

  async function readUntilKnown(): Promise<void> {
    reading = true
    for (let pause = FIRST_PAUSE_MS; stale && !listener.closed; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      stale = false
      try {
        const keys = await read()
        if (keys) use(keys)
      } catch (error) {
        stale = true
        if (listener.closed) break
        onError(error)
        await sleep(pause, undefined, { ref: false })
      }
    }
    reading = false
  }

  const refresh = (): void => {
    stale = true
    if (!reading) void readUntilKnown()
  }

  listener.on(CHANNEL, refresh)
  await hearing(listener)
  stale = false
  const first = await read() ?? []
  reading = false
  if (stale) refresh()
  listener.onFresh(refresh)
  return first
}
