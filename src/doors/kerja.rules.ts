export { dayInWords } from '../kernel/lib/day-in-words.ts'
export { instantInWords } from '../kernel/lib/instant-in-words.ts'

/** A bar of a chart as the macro `batang` draws it. */
export interface Bar {
  readonly label: string
  readonly nilai: number
  /** Per cent of the longest bar. */
  readonly lebar: number
  readonly href?: string
  readonly jenis?: 'warn' | 'bad'
}

/** @returns the bars of a chart, each as long as its share of the longest; in the order given */
export function barsOf(rows: readonly Omit<Bar, 'lebar'>[]): Bar[] {
  const longest = Math.max(1, ...rows.map(({ nilai }) => nilai))
  return rows.map((row) => ({ ...row, lebar: Math.round(row.nilai / longest * 1000) / 10 }))
}

const MINUTE_MS = 60_000

/** @returns how long ago something was, in the one unit that matters, "3 jam yang lalu" */
export function agoInWords(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / MINUTE_MS))
  if (minutes < 1) return 'baru saja'
  if (minutes < 60) return `${minutes} menit yang lalu`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} jam yang lalu` : `${Math.floor(hours / 24)} hari yang lalu`
}

const NUMBER = new Intl.NumberFormat('id-ID')

/** @returns a number as the office writes it, "10.000" */
export const numberInWords = (value: number): string => NUMBER.format(value)
