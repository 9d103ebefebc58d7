/** Calendar arithmetic on days written YYYY-MM-DD, without a clock and without a time zone. */

/** The day on which the sample population is what it is described to be. Everything is dated around it. */
export const REFERENCE_DAY = '2026-11-22'

const DAY_MS = 86_400_000

/** So many days on; negative goes back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day so many months on, or the last one of a month that is too short; negative goes back. */
export function addMonths(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const date = Math.min(Number(day.slice(8)), last)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

export function addYears(day: string, years: number): string {
  return addMonths(day, years * 12)
}

/** The first day of the month after `day`: appointments and pensions begin on such days. */
export function nextMonth(day: string): string {
  return `${addMonths(day, 1).slice(0, 8)}01`
}

/** Completed years from `from` to `to`. */
export function wholeYears(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)
}
