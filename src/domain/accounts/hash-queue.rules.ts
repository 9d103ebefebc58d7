/** One measured duration moves the average by a tenth: about the last twenty hashes count. */
const WEIGHT = 0.1

/** However slow the last hashes were, nobody is sent away for longer than this. */
const LONGEST_SECONDS = 120

/**
 * @param average milliseconds so far
 * @param sample milliseconds of one more run
 * @returns the exponentially weighted average, milliseconds
 */
export function moveAverage(average: number, sample: number): number {
  return average + WEIGHT * (sample - average)
}

/**
 * When somebody who was sent away should come back: when everything that waits now will have been done.
 * @param waiting how many wait
 * @param slots how many run at once
 * @param averageMs how long one run takes, milliseconds
 * @returns whole seconds, 1 to 120 (Retry-After, RFC 9110 section 10.2.3)
 */
export function retryAfterSeconds(waiting: number, slots: number, averageMs: number): number {
  const seconds = Math.ceil(((waiting + slots) / slots) * averageMs / 1000)
  return Math.min(Math.max(seconds, 1), LONGEST_SECONDS)
}
