/** When which source is asked for what; times as arguments, pauses from how often it failed. */
import { dayInWib } from '../../../kernel/lib/clock.ts'

/** How a source is doing, as far as the schedule cares. */
export interface Timetable {
  /** everybody of it was last applied then */
  readonly wholeAt: Date | null
  readonly triedAt: Date | null
  /** after a failure: not before */
  readonly nextTryAt: Date | null
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The tick of the schedule comes a little early or late. */
const SLACK_MS = 10_000
/** In the night of Banten everybody is asked for, also where a source can tell what changed. */
const WHOLE_FROM_HOUR = 1
const LONGEST_PAUSE_MINUTES = 60
const WIB_AHEAD_MS = 7 * HOUR_MS

/**
 * @param state undefined for a source that was never asked
 * @returns what to ask a source for now; undefined: nothing
 */
export function dueNow(
  state: Timetable | undefined, { everyMinutes, tellsChanges }: { everyMinutes: number; tellsChanges: boolean }, now: Date,
): 'penuh' | 'perubahan' | undefined {
  if (state?.nextTryAt && now < state.nextTryAt) return undefined
  const isTime = !state?.triedAt || now.getTime() - state.triedAt.getTime() >= everyMinutes * MINUTE_MS - SLACK_MS
  if (!tellsChanges) return isTime ? 'penuh' : undefined
  if (!state?.wholeAt) return 'penuh'
  const hour = new Date(now.getTime() + WIB_AHEAD_MS).getUTCHours()
  if (dayInWib(state.wholeAt) < dayInWib(now) && hour >= WHOLE_FROM_HOUR) return 'penuh'
  return isTime ? 'perubahan' : undefined
}

/**
 * @param failures how often it failed in a row, this time included
 * @returns minutes until the next try: twice as long each time, an hour at most
 */
export function pauseMinutes(everyMinutes: number, failures: number): number {
  return Math.max(everyMinutes, Math.min(LONGEST_PAUSE_MINUTES, everyMinutes * 2 ** Math.min(failures, 10)))
}
