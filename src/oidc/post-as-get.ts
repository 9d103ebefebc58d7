import type { Middleware } from 'koa'
import { readFormText } from '../kernel/http/form.ts'
import { AppError } from '../kernel/lib/app-error.ts'

/** Requests that may come by POST as well (OpenID Connect Core 3.1.2.1, RP-Initiated Logout 2). */
const PATHS = new Set(['/oidc/auth', '/oidc/session/end'])

/** What fits into a request line beside our cookies: Node refuses more than 16 KiB of both. */
const LONGEST_QUERY = 8_192

/**
 * Answers a form that an application's page sent with the same request as GET. The library would read it itself, but
 * only with cookies that every other site's requests carry too (SameSite=None); ours are Lax, which a browser does not
 * send with the form and does send where it is led next.
 * @throws AppError 413 when the form is too long for an address
 */
export const postAsGet: Middleware = async (ctx, next) => {
  if (ctx.method !== 'POST' || !PATHS.has(ctx.path)) {
    await next()
    return
  }
  const query = new URLSearchParams(await readFormText(ctx)).toString()
  if (query.length > LONGEST_QUERY) throw new AppError('too-large', 413)
  ctx.redirect(`${ctx.path}?${query}`)
  ctx.status = 303
  ctx.set('cache-control', 'no-store')
}
