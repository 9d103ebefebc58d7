const MINUTE_MS = 60_000

/** Decision 16: a working day's lunch and meetings on one's own computer, a short absence from one that others use. */
const IDLE_MS = { sendiri: 8 * 60 * MINUTE_MS, bersama: 15 * MINUTE_MS } as const

/** Our own pages write down that somebody was there at most this often. */
const TOUCH_MS = 5 * MINUTE_MS

/** What is known of a session's use. */
export interface SessionUse {
  readonly lastSeen: Date
  /** When the password was typed last; that is a use as well. */
  readonly loginAt: Date | undefined
  /** The person said that others use this computer too. */
  readonly bersama: boolean
}

function idleMs({ lastSeen, loginAt }: SessionUse, now: Date): number {
  return now.getTime() - Math.max(lastSeen.getTime(), loginAt?.getTime() ?? 0)
}

/** @returns whether nobody has used the session for so long that the password must be asked again */
export function isIdle(use: SessionUse, now: Date): boolean {
  return idleMs(use, now) > IDLE_MS[use.bersama ? 'bersama' : 'sendiri']
}

/** @returns whether a use now is worth a write */
export function isTouchDue(use: SessionUse, now: Date): boolean {
  return idleMs(use, now) > TOUCH_MS
}
