const MINUTE_MS = 60_000

/** Decision 16: a working day's lunch and meetings on one's own computer, a short absence from one that others use. */
const IDLE_MS = { sendiri: 8 * 60 * MINUTE_MS, bersama: 15 * MINUTE_MS } as const

/** Decision 16: at the doors of product roles, where one click concerns many people. */
const STAFF_IDLE_MS = 60 * MINUTE_MS

/** Our own pages write down that somebody was there at most this often. */
const TOUCH_MS = 5 * MINUTE_MS

/** What is known of a session's use. */
export interface SessionUse {
  readonly lastSeen: Date
  /** When it was used at a staff door last; applications and the launcher do not count. */
  readonly staffSeen?: Date | undefined
  /** When the password was typed last; that is a use as well. */
  readonly loginAt: Date | undefined
  /** The person said that others use this computer too. */
  readonly bersama: boolean
}

/** Which pages are asked for: everybody's own, or those of product roles. */
export type Door = 'pegawai' | 'petugas'

/**
 * At a staff door only what was done at staff doors counts: whoever finds an unattended computer must not open them by
 * opening the launcher first.
 */
function idleMs({ lastSeen, staffSeen, loginAt }: SessionUse, now: Date, door: Door): number {
  const seen = door === 'petugas' ? staffSeen : lastSeen
  return now.getTime() - Math.max(seen?.getTime() ?? 0, loginAt?.getTime() ?? 0)
}

/** @returns whether nobody has used the session for so long that the password must be asked again */
export function isIdle(use: SessionUse, now: Date, door: Door = 'pegawai'): boolean {
  const isIdleAnywhere = idleMs(use, now, 'pegawai') > IDLE_MS[use.bersama ? 'bersama' : 'sendiri']
  return isIdleAnywhere || (door === 'petugas' && idleMs(use, now, door) > STAFF_IDLE_MS)
}

/** @returns whether a use now is worth a write */
export function isTouchDue(use: SessionUse, now: Date, door: Door = 'pegawai'): boolean {
  return idleMs(use, now, door) > TOUCH_MS
}
