import type { Destination } from './surat.queries.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** After the first round, in milliseconds: a greylisting server wants minutes (RFC 6647), one that is repaired a day. */
const PAUSES = [1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR] as const

interface Attempted extends Destination {
  /** how many have been made, from 1 */
  readonly attempts: number
  /** where else it can go */
  readonly lain: readonly Destination[]
}

/** Where the next attempt goes, in order, and after how many milliseconds. */
export interface NextAttempt {
  readonly to: readonly [Destination, ...Destination[]]
  readonly pauseMs: number
}

/**
 * What follows an attempt that failed. Another way is tried at once; when every way has failed once, a round is over and
 * the next begins after a pause. A way that is hopeless is not gone again.
 * @returns undefined when nothing is left to try: the message is given up
 */
export function nextAttempt({ saluran, kepada, attempts, lain }: Attempted, result: 'refused' | 'hopeless'): NextAttempt | undefined {
  const [other, ...others] = lain
  if (result === 'hopeless') return other && { to: [other, ...others], pauseMs: 0 }
  const ways = 1 + lain.length
  const failed = { saluran, kepada }
  const to = other === undefined ? [failed] as const : [other, ...others, failed] as const
  if (attempts % ways !== 0) return { to, pauseMs: 0 }
  const pauseMs = PAUSES[attempts / ways - 1]
  return pauseMs === undefined ? undefined : { to, pauseMs }
}
