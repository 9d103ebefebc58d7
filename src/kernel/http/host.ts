import type { Middleware } from 'koa'
import { AppError, badRequest } from '../lib/app-error.ts'

/**
 * Refuses every Host but the issuer's before anything reads it: links and stored return addresses are made from it,
 * or from the request target where that is a whole URL (RFC 9112, 3.2.2), which nobody but a proxy sends.
 * @throws AppError 421 (RFC 9110, 15.5.20); the page links to the issuer. 400 for several Hosts, of which Node shows us
 *   the first and a proxy before us may have read the last (RFC 9112, 3.2)
 */
export function issuerHostOnly(issuer: string): Middleware {
  const { host } = new URL(issuer)
  return async (ctx, next) => {
    if ((ctx.req.headersDistinct['host']?.length ?? 0) > 1) throw badRequest('several Hosts')
    if (ctx.get('host') !== host || !ctx.originalUrl.startsWith('/')) throw new AppError('wrong-host', 421)
    await next()
  }
}
