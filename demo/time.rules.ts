const instant = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Jakarta' })
const day = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' })

/**
 * An instant in words, to the second so that a refresh shows.
 * @param value seconds since the epoch, or an ISO 8601 instant
 * @returns "22 November 2026 pukul 09.15.30 WIB", or undefined when it is no instant
 */
export function describeInstant(value: unknown): string | undefined {
  const at = typeof value === 'number' ? new Date(value * 1000) : new Date(typeof value === 'string' ? value : NaN)
  return Number.isNaN(at.getTime()) ? undefined : `${instant.format(at)} WIB`
}

/**
 * An official day in words; it has no time zone and must not gain one.
 * @param value "2026-11-22"
 * @returns "22 November 2026", or undefined when it is no day
 */
export function describeDay(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined
  const at = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? undefined : day.format(at)
}
