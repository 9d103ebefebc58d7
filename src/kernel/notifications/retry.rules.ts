const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** After the first try, in milliseconds: a greylisting server wants minutes (RFC 6647), one that is repaired a day. */
const PAUSES = [1 * MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR] as const

/**
 * @param attempts how many have been made, from 1
 * @returns milliseconds until the next one, or undefined when there is none: the letter is given up
 */
export function pauseAfter(attempts: number): number | undefined {
  return PAUSES[attempts - 1]
}
