import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import { PORTAL_CLIENT_ID } from './registration.ts'
import { SESSION_SECONDS } from './policy.ts'

/** Who is signed in at this browser: the provider's own session, there is no second one. */
export interface SignedIn {
  readonly sub: string
  readonly uid: string
  readonly acr: string | undefined
  readonly amr: readonly string[]
  /** Seconds since 1970. */
  readonly loginTs: number
}

/** @returns the session of this browser while it lasts, or undefined */
export async function signedIn(provider: Provider, ctx: Context): Promise<SignedIn | undefined> {
  const session = await provider.Session.get(ctx)
  if (!session.accountId || session.loginTs === undefined || session.past(SESSION_SECONDS)) return undefined
  return {
    sub: session.accountId, uid: session.uid, acr: session.acr, amr: session.amr ?? [], loginTs: session.loginTs,
  }
}

/**
 * Our own pages ask for a sign-in the way every application does.
 * @param back local path to come to afterwards
 * @returns the URL of an authorization request of the portal client
 */
export function signInUrl(issuer: string, back: string): string {
  const url = new URL('/oidc/auth', issuer)
  url.search = new URLSearchParams({
    client_id: PORTAL_CLIENT_ID, response_type: 'none', scope: 'openid',
    redirect_uri: `${issuer}/masuk/kembali`, state: back,
  }).toString()
  return url.href
}

/** @returns a local path that is safe to redirect to, `/` for anything else (no other host, no scheme) */
export function localPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) && !value.includes('\\') ? value : '/'
}
