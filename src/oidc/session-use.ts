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

/** When a session had been used before this request: anywhere, and at a staff door. */
type Seen = Pick<SessionUse, 'lastSeen' | 'staffSeen'>

/** Keeps, for the rest of this request, when a session that was just read had been used before it. */
export function rememberLastSeen(uid: string, seen: Seen): void {
  UnitOfWork.current().remember(SEEN + uid, seen)
}

/**
 * How a session was used before this request; the library's model has no place for it.
 * @returns undefined for a session that this request has just made
 */
export function useOf({ uid, loginTs, transient }: UsedSession): SessionUse | undefined {
  const seen = uid === undefined ? undefined : UnitOfWork.current().recall<Seen>(SEEN + uid)
  return seen && {
    ...seen, loginAt: loginTs === undefined ? undefined : new Date(loginTs * 1000), bersama: transient ?? false,
  }
}
