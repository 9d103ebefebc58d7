const WIB = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
})

/** @returns an instant as the office writes it, "22 November 2026 pukul 09.15 WIB" */
export function instantInWords(at: Date): string {
  const { day, month, year, hour, minute } = Object.fromEntries(
    WIB.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${day} ${month} ${year} pukul ${hour}.${minute} WIB`
}
