/** When a question is asked again, and how long is waited before. */
import type { SourceDownCode } from '../source.ts'

export const MOST_ATTEMPTS = 4
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Passes by itself, perhaps: the other end was away, slow, busy or fell over. */
const PASSING: readonly SourceDownCode[] = ['busy', 'failed', 'incomplete', 'timeout', 'unreachable']

/** @param attempt number of the one that failed, from 1 */
export function isAskedAgain(code: SourceDownCode, attempt: number): boolean {
  return attempt < MOST_ATTEMPTS && PASSING.includes(code)
}

/**
 * @param retryAfter the header of RFC 9110, 10.2.3: seconds or a date; null without
 * @param attempt number of the one that failed, from 1
 * @returns milliseconds: what the other side asked for, or twice as long each time; a minute at most
 */
export function waitBefore(retryAfter: string | null, attempt: number, now: Date): number {
  const asked = readRetryAfter(retryAfter, now)
  return Math.min(LONGEST_WAIT_MS, Math.max(0, asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1)))
}

function readRetryAfter(text: string | null, now: Date): number | undefined {
  if (text === null) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at - now.getTime()
}
