import type { Context, Middleware } from 'koa'
import type { Logger } from 'pino'
import { describeError } from '../lib/describe-error.ts'
import { newHelpCode } from '../lib/ids.ts'
import { stateOf } from './state.ts'

/** Methods of RFC 9110 and 5789; another word in that place is whatever somebody typed. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

/** What may be told of an answer to those who keep the house. */
export interface AnsweredRequest {
  readonly method: string
  /** Pattern of the route, `none` where no route fits. */
  readonly route: string
  readonly status: number
  readonly ms: number
}

/**
 * One line a request: method, route pattern, status, milliseconds, help code. Never a path with values, a query, a
 * body or an address: those are personal or bearer data (the audit trail holds what must be known). Of an error only
 * what `describeError` lets through.
 * @param measure hears of each answer
 */
export function requestLog(logger: Logger, measure: (answered: AnsweredRequest) => void = () => undefined): Middleware {
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
      const answered = describeAnswer(ctx, performance.now() - started)
      measure(answered)
      write(logger, ctx, answered)
    }
  }
}

function describeAnswer(ctx: Context, ms: number): AnsweredRequest {
  const { routeName: route = 'none' } = stateOf(ctx)
  return { method: METHODS.has(ctx.method) ? ctx.method : 'other', route, status: ctx.status, ms }
}

function write(logger: Logger, ctx: Context, answered: AnsweredRequest): void {
  const { kode, failure } = stateOf(ctx)
  const line = { ...answered, kode, ms: Math.round(answered.ms) }
  if (ctx.status >= 500) logger.error({ ...line, failure: describeError(failure) }, 'request failed')
  else logger.info(line, 'request')
}
