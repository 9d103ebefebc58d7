/**
 * Memory with a lifetime and a ceiling: everything the demo application remembers lives in one of these.
 * Every entry lives equally long, so insertion order is expiry order and cleaning up never scans the whole map.
 */
export class ExpiringMap<V> {
  #entries = new Map<string, { value: V; until: number }>()
  #limit: number
  #lifeMs: number
  #now: () => number

  /**
   * @param limit most entries kept; the oldest makes room for a new one
   * @param lifeMs life of an entry in milliseconds
   * @param now the clock, in milliseconds since the epoch
   */
  constructor(limit: number, lifeMs: number, now: () => number) {
    this.#limit = limit
    this.#lifeMs = lifeMs
    this.#now = now
  }

  /** Keeps `value` under `key` for one life from now, in place of what stood there. */
  set(key: string, value: V): void {
    this.#entries.delete(key)
    this.#makeRoom()
    this.#entries.set(key, { value, until: this.#now() + this.#lifeMs })
  }

  /** What stands under `key` and is still alive. */
  find(key: string): V | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.until > this.#now() ? entry.value : undefined
  }

  /** Like `find`, and forgets it: the second caller gets nothing. */
  take(key: string): V | undefined {
    const value = this.find(key)
    this.#entries.delete(key)
    return value
  }

  /** Forgets every living entry that `matches`; returns how many those were. */
  deleteWhere(matches: (value: V) => boolean): number {
    const doomed = [...this.#entries].filter(([key, entry]) => this.find(key) !== undefined && matches(entry.value))
    for (const [key] of doomed) this.#entries.delete(key)
    return doomed.length
  }

  #makeRoom(): void {
    for (const [key, entry] of this.#entries) {
      if (entry.until > this.#now() && this.#entries.size < this.#limit) return
      this.#entries.delete(key)
    }
  }
}
