import type { Middleware } from 'koa'

/**
 * Liveness for load balancers: stands before the host check and tells nothing but that the process answers.
 * @returns middleware that answers `GET /healthz` with 200 `ok` and passes everything else on
 */
export function healthz(): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/healthz') {
      ctx.set('cache-control', 'no-store')
      ctx.body = 'ok'
    } else {
      await next()
    }
  }
}
