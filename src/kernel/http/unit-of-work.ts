import type { Context, Middleware } from 'koa'
import type { Database } from '../db/database.ts'
import { UnitOfWork } from '../db/unit-of-work.ts'
import { stateOf } from './state.ts'

/** The kind of browser, without version and build: enough to recognise one's own device in a list. */
function deviceOf(ctx: Context): string | undefined {
  return ctx.get('user-agent').slice(0, 200) || undefined
}

/**
 * One unit of work per request (decision 8): what the handler staged is committed before the first byte leaves.
 * A handler that failed with 5xx leaves nothing behind.
 */
export function unitOfWork(database: Database): Middleware {
  return async (ctx, next) => {
    const unit = new UnitOfWork({ correlationId: stateOf(ctx).kode, address: ctx.ip, device: deviceOf(ctx) })
    await unit.run(async () => { await next() })
    if (ctx.status < 500) await unit.flush(database)
  }
}
