import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import { AppError } from '../lib/app-error.ts'

export interface Csrf {
  /** @param binding what the form belongs to: the uid of the interaction or of the session */
  token(binding: string): string
  /** @throws AppError 403 when the token was not made for this binding */
  check(token: unknown, binding: string): void
}

/**
 * A token is an HMAC of what the form belongs to: nothing to store, worthless in another session.
 * @param keys newest first; tokens of the older ones stay good while pages are open
 * @throws without a key: anybody could make such tokens
 */
export function createCsrf(keys: readonly string[]): Csrf {
  const [newest] = keys
  if (!newest) throw new Error('csrf tokens need a key')
  const sign = (key: string, binding: string): Buffer =>
    createHmac('sha256', key).update(`csrf:${binding}`).digest()
  return {
    token: (binding) => sign(newest, binding).toString('base64url'),
    check(token, binding) {
      const given = Buffer.from(typeof token === 'string' ? token : '', 'base64url')
      const good = keys.some((key) => {
        const expected = sign(key, binding)
        return expected.length === given.length && timingSafeEqual(expected, given)
      })
      if (!good) throw new AppError('stale-form', 403, 'csrf token does not belong to this form')
    },
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser says where a request comes from: `Sec-Fetch-Site`, or `Origin` where it is older. */
function fromElsewhere(ctx: Context, issuer: string): boolean {
  const site = ctx.get('sec-fetch-site')
  if (site !== '') return site !== 'same-origin' && site !== 'none'
  const origin = ctx.get('origin')
  return origin !== '' && origin !== issuer
}

/**
 * Refuses forms that another site sent, before they are read; the token is the second wall.
 * @throws AppError 403
 */
export function sameOriginForms(issuer: string): Middleware {
  return async (ctx, next) => {
    if (!SAFE.has(ctx.method) && fromElsewhere(ctx, issuer)) {
      throw new AppError('stale-form', 403, 'form from another origin')
    }
    await next()
  }
}
