/** Days of the calendar of coming ends: how far they are, and what is to be told when. Pure. */

import { daysBetween } from '../days.rules.ts'

/** Why a service ends by date. */
export type AkhirSebab = 'pensiun' | 'kontrak' | 'kedudukan'

/** Days before the end on which a person, and BKD with him, is warned. */
export const WARNINGS = [90, 30, 7] as const

/** Days before a day of many ends on which BKD is told of it. */
export const ALARMS = [30, 7, 1] as const

/** How many days ahead pages and alarms look. */
export const AHEAD_DAYS = 30

/** Ends of so many coming days are held beforehand, so that a night without service locks nobody out. */
export const HELD_AHEAD_DAYS = 2

/**
 * What is to be told of an end today: the nearest warning that is due. What was missed while nothing ran is not made up
 * for, so that nobody gets three letters at once.
 * @param before days before the end, the farthest first
 * @returns undefined where nothing is due yet, and from the end itself on
 */
export function dueWarning(before: readonly number[], today: string, end: string): number | undefined {
  const left = daysBetween(today, end)
  return left > 0 ? before.findLast((days) => left <= days) : undefined
}

/** @returns for each warning the days before the end on which it is the nearest that is due, as `dueWarning` says it */
export function warningSpans(before: readonly number[]): { batas: number; dari: number; sampai: number }[] {
  return before.map((batas, index) => ({ batas, dari: (before[index + 1] ?? 0) + 1, sampai: batas }))
}
