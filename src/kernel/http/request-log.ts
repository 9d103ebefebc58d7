import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { describeError } from '../lib/describe-error.ts'
import { newHelpCode } from '../lib/ids.ts'
import { stateOf } from './state.ts'

/** Methods of RFC 9110 and 5789; another word in that place is whatever somebody typed. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

/**
 * One line a request: method, route pattern, status, milliseconds, help code. Never a path with values, a query, a
 * body or an address: those are personal or bearer data (the audit trail holds what must be known). Of an error only
 * what `describeError` lets through.
 */
export function requestLog(logger: Logger): Middleware {
  return async (ctx, next) => {
    const started = performance.now()
    stateOf(ctx).kode = newHelpCode()
    try {
      await next()
    } catch (error) {
      // Nobody below could answer it: Koa will, with 500.
      ctx.status = 500
      stateOf(ctx).failure = error
      throw error
    } finally {
      write(logger, ctx, Math.round(performance.now() - started))
    }
  }
}

function write(logger: Logger, ctx: Context, ms: number): void {
  const { routeName = 'none', kode, failure } = stateOf(ctx)
  const method = METHODS.has(ctx.method) ? ctx.method : 'other'
  const line = { method, route: routeName, status: ctx.status, kode, ms }
  if (ctx.status >= 500) logger.error({ ...line, failure: describeError(failure) }, 'request failed')
  else logger.info(line, 'request')
}
