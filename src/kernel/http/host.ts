import type { Middleware } from 'koa'
import { AppError } from '../lib/app-error.ts'

/**
 * Refuses every Host but the issuer's before anything reads it: links and stored return addresses are made from it.
 * @throws AppError 421 (RFC 9110, 15.5.20); the page links to the issuer
 */
export function issuerHostOnly(issuer: string): Middleware {
  const { host } = new URL(issuer)
  return async (ctx, next) => {
    if (ctx.get('host') !== host) throw new AppError('wrong-host', 421)
    await next()
  }
}
