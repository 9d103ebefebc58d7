import type { Middleware } from 'koa'
import helmet from 'koa-helmet'
import { stateOf } from './state.ts'

/**
 * Security headers on every answer, the library's pages included. No script and no style but our own files; the
 * library adds the hash of its form_post script to `script-src` itself.
 * @param https whether to promise https for two years (HSTS)
 */
export function securityHeaders({ https }: { https: boolean }): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    // Discovery, JWKS and userinfo are read by applications on other origins.
    crossOriginResourcePolicy: false,
    xXssProtection: false,
  })
}

/**
 * Adds the application's origin to `form-action`: Chromium follows the directive through the redirect after the form
 * and would block the way back to the application.
 */
export function formActionOrigins(): Middleware {
  return async (ctx, next) => {
    const state = stateOf(ctx)
    state.formOrigins = []
    await next()
    if (state.formOrigins.length === 0) return
    const policy = ctx.response.get('content-security-policy')
    const origins = [...new Set(state.formOrigins)].join(' ')
    ctx.set('content-security-policy', policy.replace(/form-action 'self'/, `form-action 'self' ${origins}`))
  }
}
