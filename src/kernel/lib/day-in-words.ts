const DAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** @returns an official day as the office writes it, "22 November 2026"; a dash without one */
export function dayInWords(day: string | null | undefined): string {
  return day ? DAY.format(new Date(`${day}T00:00:00Z`)) : '–'
}
