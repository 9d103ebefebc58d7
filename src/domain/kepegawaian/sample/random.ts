/**
 * A small repeatable source of chance: sfc32 by Chris Doty-Humphrey (PractRand), 128 bits of state, integer
 * arithmetic only, so the same seed gives the same numbers on every machine and every version of Node.
 * For sample data only: it is no source of secrets.
 */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  /** True in about `share` of all calls, 0 to 1. */
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** An item of `list`, in proportion to its weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T
  /** 32 capital hexadecimal digits, the look of a SIASN id. */
  id(): string
}

const RANGE = 2 ** 32
/** Until the state has mixed; the author of sfc32 asks for 12 to 20 rounds. */
const WARM_UP = 20

/** A generator of its own for each seed; it keeps its state, so the order of the calls matters. */
export function createRandom(seed: number): Random {
  let a = seed | 0
  let b = 0x9e3779b9 | 0
  let c = 0x243f6a88 | 0
  let counter = 1

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum | 0
    return sum >>> 0
  }
  for (let round = 0; round < WARM_UP; round += 1) next()

  function int(from: number, to: number): number {
    return from + Math.floor((next() / RANGE) * (to - from + 1))
  }
  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[int(0, list.length - 1)] as T
  }
  return {
    int,
    pick,
    chance: (share) => next() / RANGE < share,
    weighted(list, weight) {
      const total = list.reduce((sum, item) => sum + weight(item), 0)
      let rest = (next() / RANGE) * total
      for (const item of list) {
        rest -= weight(item)
        if (rest < 0) return item
      }
      return pick(list)
    },
    id: () => Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('').toUpperCase(),
  }
}
