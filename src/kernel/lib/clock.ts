/** Time as an argument (decision 7): instants as `Date`, official days as `YYYY-MM-DD` in WIB. */
export interface Clock {
  now(): Date
  /** The official day of Banten, Asia/Jakarta, as `YYYY-MM-DD`. */
  today(): string
}

const wib = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Jakarta', year: 'numeric', month: '2-digit', day: '2-digit',
})

/** @returns the official day in WIB of an instant, `YYYY-MM-DD`, whatever zone the process runs in */
export function dayInWib(instant: Date): string {
  return wib.format(instant)
}

/** @returns the machine's clock */
export function systemClock(): Clock {
  return { now: () => new Date(), today: () => dayInWib(new Date()) }
}
