import type { Middleware } from 'koa'
import helmet from 'koa-helmet'
import { stateOf } from './state.ts'

/**
 * Security headers on every answer, the library's pages included. No style but our own file, and no script at all but
 * where a page asks for one of ours (`scriptOfPage`); the library adds the hash of its form_post script by itself. An
 * empty list lets nothing run, as 'none' does, and can be added to.
 * @param https whether to promise https for two years (HSTS)
 */
export function securityHeaders({ https }: { https: boolean }): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [],
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
    // Not `no-referrer`: with it a browser says `Origin: null` to our own forms (Fetch, "append a request Origin
    // header"), and one too old for Sec-Fetch-Site would be taken for another site's. Others still learn nothing.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Discovery, JWKS and userinfo are read by applications on other origins.
    crossOriginResourcePolicy: false,
    xXssProtection: false,
  })
}

/** Nothing is kept by anybody unless whoever answers says so: a redirect carries cookies and codes as well. */
export function keptByNobody(): Middleware {
  return async (ctx, next) => {
    ctx.set('cache-control', 'no-store')
    await next()
  }
}

/** Lets a page that brings a script of ours run it, and no other page. */
export function scriptOfPage(): Middleware {
  return async (ctx, next) => {
    await next()
    if (stateOf(ctx).skrip === undefined) return
    const policy = ctx.response.get('content-security-policy')
    ctx.set('content-security-policy', policy.replace('script-src;', "script-src 'self';"))
  }
}

/** A host may hold `;` and other characters that would begin a new directive (URL standard, "forbidden host"). */
const HARMLESS_ORIGIN = /^https?:\/\/[a-z0-9.:[\]-]+$/

/**
 * Adds the application's origin to `form-action`: Chromium follows the directive through the redirect after the form
 * and would block the way back to the application.
 */
export function formActionOrigins(): Middleware {
  return async (ctx, next) => {
    const state = stateOf(ctx)
    state.formOrigins = []
    await next()
    const origins = new Set(state.formOrigins.filter((origin) => HARMLESS_ORIGIN.test(origin)))
    if (origins.size === 0) return
    const policy = ctx.response.get('content-security-policy')
    ctx.set('content-security-policy', policy.replace("form-action 'self'", ["form-action 'self'", ...origins].join(' ')))
  }
}
