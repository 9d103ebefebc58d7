import type { Context } from 'koa'
import type { Provider } from 'oidc-provider'
import { requestCookie } from './request-memory.ts'

/**
 * On a computer that others use, what a sign-in keeps there ends with the browser: the library and the memory of the
 * request give their cookies an end of their own, so that a phone that closes the browser in between goes on.
 */
export function untilBrowserCloses(ctx: Context, provider: Provider, uid: string): void {
  const secure = provider.issuer.startsWith('https:')
  const [own, back] = [`/masuk/${uid}`, `/oidc/auth/${uid}`]
  const request = ctx.cookies.get(requestCookie(secure), { signed: true })
  const kept = [
    [provider.cookieName('interaction'), uid, own], [provider.cookieName('resume'), uid, back],
    ...request === undefined ? [] : [[requestCookie(secure), request, own], [requestCookie(secure), request, back]] as const,
  ] as const
  for (const [name, value, path] of kept) {
    ctx.cookies.set(name, value, { path, signed: true, httpOnly: true, sameSite: 'lax', secure, overwrite: false })
  }
}
