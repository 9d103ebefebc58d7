import type { Context, Middleware } from 'koa'
import { AppError, notFound } from '../lib/app-error.ts'
import { stateOf } from './state.ts'

/** Shows an error to whoever asked: a page to a person, typed JSON to a program. */
export type PresentError = (ctx: Context, error: AppError) => void

/** Koa's and its parsers' own errors, by status; whatever else happened is ours and says nothing outside. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return new AppError('too-large', 413, error)
  if (typeof status === 'number' && status >= 400 && status < 500) return new AppError('bad-request', 400, error)
  return new AppError('internal', 500, error)
}

/**
 * The one place where errors become answers. An answer that failed carries no cookie: what it would have stood for
 * was not written.
 */
export function errorBoundary(present: PresentError): Middleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined) throw notFound()
    } catch (caught) {
      const error = toAppError(caught)
      stateOf(ctx).failure = error.detail ?? error
      if (error.status >= 500) ctx.remove('set-cookie')
      ctx.remove('location')
      ctx.status = error.status
      ctx.set('cache-control', 'no-store')
      present(ctx, error)
    }
  }
}
