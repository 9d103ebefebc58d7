import { createHmac } from 'node:crypto'

/** Checked tries of one person in a window, from all browsers unknown to him together, and from each known one. */
export const TRIES = 10

/** It slides: a try counts for exactly so long, whenever it was. */
export const WINDOW_MINUTES = 15

/** An address is slowed after more failures than this in a window, about more people than that. */
export const ADDRESS_FAILURES = 300
export const ADDRESS_PEOPLE = 30

/**
 * Stands for a number that nobody has where a person would stand by his id. Keyed: without the key the table does not
 * tell which numbers were typed, and 18 digits are few enough to try.
 * @param nip normalised
 * @returns a uuid, 32 hexadecimal digits
 */
export function strangerId(key: string, nip: string): string {
  return createHmac('sha256', key).update(`percobaan:${nip}`).digest('hex').slice(0, 32)
}

/**
 * @param oldest when the first try of a full window was, milliseconds
 * @param now milliseconds
 * @returns whole seconds until it leaves the window, 1 at least (Retry-After, RFC 9110 section 10.2.3)
 */
export function waitSeconds(oldest: number, now: number): number {
  return Math.max(1, Math.ceil((oldest + WINDOW_MINUTES * 60_000 - now) / 1000))
}
