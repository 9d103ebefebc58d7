/** What "connected" is made of (decision 14). */
export interface Connection {
  /** Its OPD has claimed it. */
  readonly diklaim: boolean
  /** It has a live secret, or proves itself without one (own key, public client). */
  readonly berkredensial: boolean
  /** Last day (WIB) of a real sign-in, `YYYY-MM-DD`. */
  readonly masuk_terakhir: string | null
}

const DAYS = 90
const DAY_IN_MS = 86_400_000

/**
 * Whether an application is connected: a fact, not a state. Claimed, with a credential, and a real sign-in at most
 * 90 days ago.
 *
 * @param today `YYYY-MM-DD`, WIB
 */
export function isConnected({ diklaim, berkredensial, masuk_terakhir }: Connection, today: string): boolean {
  if (!diklaim || !berkredensial || masuk_terakhir === null) return false
  return (Date.parse(today) - Date.parse(masuk_terakhir)) / DAY_IN_MS <= DAYS
}
