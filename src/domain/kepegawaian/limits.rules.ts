/**
 * How many people may be closed or frozen at once before somebody has to look: the brake of a run, and of the calendar.
 */

/** How many can sign in, and how many of them would not any more. */
export interface Losses {
  readonly serving: number
  readonly lost: number
}

export interface OpdLosses extends Losses {
  /** id of the OPD; null: people without one */
  readonly opd: string | null
}

/** A limit that is passed: `semua` of everybody, `opd` of one OPD; `batas` is the most that would have gone through. */
export type Passed =
  | (Losses & { readonly batas: number; readonly lingkup: 'semua' })
  | (OpdLosses & { readonly batas: number; readonly lingkup: 'opd' })

const MOST_PEOPLE = 50
const MOST_SHARE = 0.01
const MOST_OF_OPD = 0.2
/**
 * Always so many of one OPD: the smallest have a dozen people, and five go together by one decree or one month's
 * retirements. Who is asked about each of these soon allows without looking.
 */
const LEAST_OF_OPD = 5

/** @returns how many of all people may go at once: 50, or 1 % where that is more */
export const mostOfAll = (serving: number): number => Math.max(MOST_PEOPLE, Math.floor(serving * MOST_SHARE))

/** @returns how many of one OPD may go at once: a fifth, and always five, whatever the size of the office */
export const mostOfOpd = (serving: number): number => Math.max(LEAST_OF_OPD, Math.floor(serving * MOST_OF_OPD))

/**
 * @param perOpd each person once, under the OPD he works in; people without an OPD count in the whole alone
 * @returns every limit that would be passed, the whole first; empty where it may go on
 */
export function passedLimits(perOpd: readonly OpdLosses[]): Passed[] {
  const sum = (of: (one: Losses) => number): number => perOpd.reduce((total, one) => total + of(one), 0)
  const all = { serving: sum(({ serving }) => serving), lost: sum(({ lost }) => lost) }
  const limits: Passed[] = [
    { ...all, lingkup: 'semua', batas: mostOfAll(all.serving) },
    ...perOpd.filter(({ opd }) => opd !== null)
      .map((one) => ({ ...one, lingkup: 'opd' as const, batas: mostOfOpd(one.serving) })),
  ]
  return limits.filter(({ lost, batas }) => lost > batas)
}
