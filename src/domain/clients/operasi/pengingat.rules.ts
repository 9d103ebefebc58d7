/** Days before the end of a secret on which its contact is reminded, each once. */
export const REMINDERS = [30, 7, 1] as const

/** The days before an end on which a reminder is the nearest one due. */
export interface Span {
  readonly batas: number
  readonly dari: number
  readonly sampai: number
}

/** @returns of each reminder the days on which it is due: from the day of the next one, which then stands in for it */
export const reminderSpans = (): Span[] => REMINDERS.map((batas, index) => (
  { batas, dari: index + 1 < REMINDERS.length ? (REMINDERS[index + 1] ?? 0) + 1 : 0, sampai: batas }))
