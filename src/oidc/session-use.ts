import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import type { SessionUse } from '../domain/sessions/idle.rules.ts'

/** What of the library's session tells of its use. */
interface UsedSession {
  readonly uid?: string | undefined
  /** Seconds since 1970. */
  readonly loginTs?: number | undefined
  /** The library's word for a session whose cookie ends with the browser: we make it for a shared computer. */
  readonly transient?: boolean | undefined
}

const SEEN = 'Session.last_seen_at:'

/** Keeps, for the rest of this request, when a session that was just read had been used before it. */
export function rememberLastSeen(uid: string, at: Date): void {
  UnitOfWork.current().remember(SEEN + uid, at)
}

/**
 * How a session was used before this request; the library's model has no place for it.
 * @returns undefined for a session that this request has just made
 */
export function useOf({ uid, loginTs, transient }: UsedSession): SessionUse | undefined {
  const lastSeen = uid === undefined ? undefined : UnitOfWork.current().recall<Date>(SEEN + uid)
  return lastSeen && {
    lastSeen, loginAt: loginTs === undefined ? undefined : new Date(loginTs * 1000), bersama: transient ?? false,
  }
}
