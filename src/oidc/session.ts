import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import { ACRS } from '../domain/accounts/acr.rules.ts'
import { type Door, isIdle, isTouchDue } from '../domain/sessions/idle.rules.ts'
import { touchSession } from '../domain/sessions/session.queries.ts'
import { SESSION_SECONDS } from './login-checks.ts'
import { PORTAL_CLIENT_ID } from './registration.ts'
import { useOf } from './session-use.ts'

/** Sensitive pages ask again who is there when the password was typed longer ago than this. */
const FRESH_SECONDS = 15 * 60

/** Whether somebody has just shown that it is he: the password was typed a short while ago. */
export const isFresh = ({ loginTs }: Pick<SignedIn, 'loginTs'>, now: Date): boolean =>
  now.getTime() / 1000 - loginTs <= FRESH_SECONDS

/** Who is signed in at this browser: the provider's own session, there is no second one. */
export interface SignedIn {
  readonly sub: string
  readonly uid: string
  readonly acr: string | undefined
  readonly amr: readonly string[]
  /** Seconds since 1970. */
  readonly loginTs: number
}

/**
 * Who is at this browser; our own pages write down that somebody was (decision 16).
 * @param door staff doors ask for the password again after an hour without use of them
 * @returns the session while it lasts and is in use, or undefined
 */
export async function signedIn(provider: Provider, ctx: Context, clock: Clock, door: Door): Promise<SignedIn | undefined> {
  const session = await provider.Session.get(ctx)
  if (!session.accountId || session.loginTs === undefined || session.past(SESSION_SECONDS)) return undefined
  // Nothing stands any more of what it was begun with.
  if (session.amr?.length === 0) return undefined
  const use = useOf(session)
  const now = clock.now()
  if (!use || isIdle(use, now, door)) return undefined
  if (isTouchDue(use, now, door)) UnitOfWork.current().append(touchSession(sha256(session.jti), now, door))
  return {
    sub: session.accountId, uid: session.uid, acr: session.acr, amr: session.amr ?? [], loginTs: session.loginTs,
  }
}

const AGAIN = {
  login: { prompt: 'login' }, segar: { max_age: String(FRESH_SECONDS) }, mfa: { acr_values: ACRS[1] },
} as const

/**
 * Our own pages ask for a sign-in the way every application does.
 * @param back local path to come to afterwards
 * @param again `login` asks for the password although there may be a session, `segar` unless it was typed a short while
 *   ago, `mfa` asks for a second factor beside it (OpenID Connect Core, 3.1.2.1: `prompt`, `max_age`, `acr_values`)
 * @returns the URL of an authorization request of the portal client
 */
export function signInUrl(issuer: string, back: string, again?: keyof typeof AGAIN): string {
  const url = new URL('/oidc/auth', issuer)
  url.search = new URLSearchParams({
    client_id: PORTAL_CLIENT_ID, response_type: 'none', scope: 'openid',
    redirect_uri: `${issuer}/masuk/kembali`, state: back, ...(again && AGAIN[again]),
  }).toString()
  return url.href
}

/** @returns a local path that is safe to redirect to, `/` for anything else (no other host, no scheme) */
export function localPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) && !value.includes('\\') ? value : '/'
}
