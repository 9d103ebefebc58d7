import { createRecent } from '../lib/recent.ts'
import type { Listener } from './listen/index.ts'

/** Rows in memory that are as true as the database, to within what the listener promises. */
export interface NotifiedCache<Value> {
  /**
   * @param key of the row; what a NOTIFY on the channel names
   * @param day the official day it is read for: another day is another value
   * @returns the value, undefined where there is none; that there is none is not kept
   */
  get(key: string, day: string): Promise<Value | undefined>
}

interface Options<Value> {
  readonly listener: Pick<Listener, 'on' | 'onLost' | 'fresh'>
  /** Its NOTIFY names the keys that changed, separated by commas, or `*` for all of them. */
  readonly channel: string
  /** How many values are kept. */
  readonly most: number
  readonly load: (key: string, day: string) => Promise<Value | undefined>
}

interface Entry<Value> {
  readonly day: string
  readonly value: Promise<Value | undefined>
}

/**
 * Keeps what was read until the database says that it changed. While the listener is not fresh nothing is kept and
 * nothing kept is believed: every question goes to the database. A read that a change overtook is answered and not kept.
 */
export function createNotifiedCache<Value>({ listener, channel, most, load }: Options<Value>): NotifiedCache<Value> {
  const entries = createRecent<Entry<Value>>(most)
  listener.on(channel, (payload) => {
    if (payload === '*') entries.clear()
    else for (const key of payload.split(',')) entries.delete(key)
  })
  listener.onLost(() => entries.clear())

  return {
    get(key, day) {
      if (!listener.fresh()) return load(key, day)
      const known = entries.get(key)
      if (known?.day === day) return known.value
      // Kept before it is there: many who ask at once read it once, and a NOTIFY in between takes it away again.
      const value = load(key, day)
      const entry = { day, value }
      const forget = (): void => {
        if (entries.get(key) === entry) entries.delete(key)
      }
      entries.set(key, entry)
      value.then((found) => { if (found === undefined) forget() }, forget)
      return value
    },
  }
}
