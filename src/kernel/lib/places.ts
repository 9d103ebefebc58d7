/** Counts who holds places, and how many there are in all. It keeps nobody who holds none. */
export interface Places {
  readonly taken: number
  /** @returns how many this one holds */
  of(holder: string): number
  /** Holds one place as long as the work takes, however it ends. */
  hold<Result>(holder: string, work: () => Promise<Result>): Promise<Result>
}

/** @returns a count that begins with nobody */
export function createPlaces(): Places {
  const held = new Map<string, number>()
  let taken = 0
  const of = (holder: string): number => held.get(holder) ?? 0
  return {
    get taken() { return taken },
    of,
    async hold(holder, work) {
      held.set(holder, of(holder) + 1)
      taken += 1
      try {
        return await work()
      } finally {
        taken -= 1
        if (of(holder) === 1) held.delete(holder)
        else held.set(holder, of(holder) - 1)
      }
    },
  }
}
