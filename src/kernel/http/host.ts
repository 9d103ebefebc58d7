import type { Middleware } from 'koa'
import { AppError } from '../lib/app-error.ts'

/**
 * Refuses every Host but the issuer's before anything reads it: links and stored return addresses are made from it,
 * or from the request target where that is a whole URL (RFC 9112, 3.2.2), which nobody but a proxy sends.
 * @throws AppError 421 (RFC 9110, 15.5.20); the page links to the issuer
 */
export function issuerHostOnly(issuer: string): Middleware {
  const { host } = new URL(issuer)
  return async (ctx, next) => {
    if (ctx.get('host') !== host || !ctx.originalUrl.startsWith('/')) throw new AppError('wrong-host', 421)
    await next()
  }
}
