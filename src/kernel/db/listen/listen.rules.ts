/** A heartbeat goes out this long after the one before it was sent, in milliseconds. */
export const BEAT_MS = 300

/** What an answered heartbeat proves, counted from its sending: less than the second a revocation may take. */
export const FRESH_MS = 800

/** An answer that takes longer does not come any more: the connection is given up, in milliseconds. */
export const GIVE_UP_MS = 3_000

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 1_000

/**
 * @param failures connections in a row that came to nothing; a lost one that had worked is none
 * @returns milliseconds before the next try: at once at first, never long, for ever
 */
export function pauseBefore(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1))
}
