import type { Middleware } from 'koa'

/**
 * The headers of every answer. Nothing is cached unless a handler says so.
 * @param ownOrigin scheme, host and port of this application
 * @param providerOrigin where "Keluar" redirects to: browsers check a form's redirects against form-action too
 */
export function securityHeaders(ownOrigin: string, providerOrigin: string): Middleware {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action 'self' ${providerOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return async (ctx, next) => {
    ctx.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // Not no-referrer: under it browsers send `Origin: null` with our own forms.
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'cache-control': 'no-store',
    })
    if (ownOrigin.startsWith('https:')) ctx.set('strict-transport-security', 'max-age=31536000')
    await next()
  }
}
