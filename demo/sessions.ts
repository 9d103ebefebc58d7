import { randomBytes } from 'node:crypto'
import { ExpiringMap } from './expiring-map.ts'
import type { Claims, Tokens } from './tokens.ts'

/** Somebody signed in to this application, in one browser. Times are seconds since the epoch. */
export interface Session {
  /** The person's permanent number at the provider. */
  sub: string
  /** The provider's session this one hangs on, when it told one. */
  sid?: string
  tokens: Tokens
  userinfo: Claims
  signedInAt: number
  refreshedAt?: number
  refreshes: number
  /** The refresh on its way: a second click waits for it, because a rotated refresh token works only once. */
  refreshing?: Promise<void>
  /** Said once, on the next page. */
  notice?: string
}

/** The application's own sessions, in memory: a restart signs everybody out. */
export interface Sessions {
  /** Stores the session under a fresh random id and returns that id. */
  open(session: Session): string
  find(id: string | undefined): Session | undefined
  close(id: string | undefined): void
  /** Ends the sessions that a logout token names: those of its `sid`, or all of its `sub`; returns how many. */
  endNamed(named: { sid?: string; sub?: string }): number
}

const sessionLifeMs = 8 * 60 * 60 * 1000

/** @param now the clock, in milliseconds since the epoch */
export function createSessions(now: () => number): Sessions {
  const sessions = new ExpiringMap<Session>(1000, sessionLifeMs, now)
  return {
    open(session) {
      const id = randomBytes(32).toString('base64url')
      sessions.set(id, session)
      return id
    },
    find: (id) => (id === undefined ? undefined : sessions.find(id)),
    close(id) {
      if (id !== undefined) sessions.take(id)
    },
    endNamed: (named) => sessions.deleteWhere((session) => isNamed(session, named)),
  }
}

// OpenID Connect Back-Channel Logout 1.0, section 2.7: a sid narrows the logout to that session of the person.
function isNamed(session: Session, named: { sid?: string; sub?: string }): boolean {
  if (named.sid === undefined && named.sub === undefined) return false
  if (named.sid !== undefined && named.sid !== session.sid) return false
  return named.sub === undefined || named.sub === session.sub
}
