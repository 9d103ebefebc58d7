import type { Middleware } from 'koa'
import { AppError } from '../lib/app-error.ts'

/**
 * Takes bodies as they are alone: a kilobyte of gzip may become a megabyte, and no form needs it.
 * @throws AppError 415 with the encodings that are taken (RFC 9110, 15.5.16)
 */
export function plainBodies(): Middleware {
  return async (ctx, next) => {
    const encoding = ctx.get('content-encoding').trim().toLowerCase()
    if (encoding !== '' && encoding !== 'identity') {
      ctx.set('accept-encoding', 'identity')
      throw new AppError('unsupported-encoding', 415)
    }
    await next()
  }
}
