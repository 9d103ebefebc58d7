import type { Context } from 'koa'
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider'

/** As long as a session lasts at most: a page that was left open in the morning still leads to its application. */
const HOURS_12_MS = 12 * 60 * 60 * 1000

/** A cookie holds 4 KB in all; a longer request has to be begun at the application again. */
const LONGEST = 3_000

/** @returns what the cookie is called that keeps the request behind a page */
export const requestCookie = (secure: boolean): string => `${secure ? '__Secure-' : ''}satu_login_permintaan`

/** The library keeps every parameter as text; `resource` may be a list. */
function toQuery(params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) if (typeof one === 'string') query.append(name, one)
  }
  return query.toString()
}

/**
 * Keeps the authorization request behind a page in the browser, signed, under the addresses of that page alone: for the
 * page itself and for the way back from it. One that came by `request_uri` or as a request object is not kept: it is good
 * once, and what it said in confidence stays out of addresses (RFC 9126, RFC 9101).
 */
export function rememberRequest(
  ctx: KoaContextWithOIDC, { uid, params, returnTo, parJti }: Interaction & { readonly parJti?: string },
): void {
  const query = toQuery(params)
  if (parJti !== undefined || params['request'] !== undefined || query.length > LONGEST) return
  const value = Buffer.from(query).toString('base64url')
  const secure = ctx.oidc.issuer.startsWith('https:')
  for (const path of [`/masuk/${uid}`, new URL(returnTo).pathname]) {
    ctx.cookies.set(requestCookie(secure), value, {
      path, maxAge: HOURS_12_MS, signed: true, httpOnly: true, sameSite: 'lax', secure, overwrite: false,
    })
  }
}

/**
 * Where to begin anew from a page that is over or was used (decision 26).
 * @returns a local path: the same authorization request, undefined where this browser has not begun it
 */
export function rememberedRequest(ctx: Context, { secure }: { secure: boolean }): string | undefined {
  const value = ctx.cookies.get(requestCookie(secure), { signed: true })
  return value && `/oidc/auth?${Buffer.from(value, 'base64url').toString('utf8')}`
}
