/** Official days as text, YYYY-MM-DD: compared as text, without clock and without time zone (decision 7). */

const DAY_MS = 86_400_000
const FIRST_YEAR = '1900'

/** @returns whether the text is a calendar day of our time: a year before 1900 is a typing mistake */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_YEAR) return false
  const month = Number(text.slice(5, 7))
  const date = Number(text.slice(8))
  return month >= 1 && month <= 12 && date >= 1 && date <= lastDateOf(Number(text.slice(0, 4)), month)
}

/** @returns the day after */
export function dayAfter(day: string): string {
  return daysLater(day, 1)
}

/** @returns the same day so many months later; in a month that is too short, its last day */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const lastDate = lastDateOf(year, month + months)
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

/** @param month 1 is January; 13 is January of the next year */
function lastDateOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** @returns the day so many days later */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** @returns how many days lie from one to the other, 0 on the same day */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}
