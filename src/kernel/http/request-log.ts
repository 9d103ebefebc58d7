import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import { newHelpCode } from '../lib/ids.ts'
import { stateOf } from './state.ts'

/**
 * One line a request: method, route pattern, status, milliseconds, help code. Never a path with values, a query, a
 * body or an address: those are personal or bearer data (the audit trail holds what must be known).
 */
export function requestLog(logger: Logger): Middleware {
  return async (ctx, next) => {
    const started = performance.now()
    const state = stateOf(ctx)
    state.kode = newHelpCode()
    await next()
    const line = {
      method: ctx.method, route: state.routeName ?? 'none', status: ctx.status, kode: state.kode,
      ms: Math.round(performance.now() - started),
    }
    if (ctx.status >= 500) logger.error({ ...line, err: state.failure }, 'request failed')
    else logger.info(line, 'request')
  }
}
