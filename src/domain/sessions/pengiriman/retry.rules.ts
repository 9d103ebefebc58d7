const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** After the first, immediate try (decision 24), in milliseconds. */
const PAUSES = [10 * SECOND, 1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR] as const

/**
 * @param attempts how many have been made, from 1
 * @returns milliseconds until the next one, or undefined when there is none: the delivery is given up
 */
export function pauseAfter(attempts: number): number | undefined {
  return PAUSES[attempts - 1]
}
