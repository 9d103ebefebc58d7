import type { Context, Middleware } from 'koa'
import type { Database } from '../db/database.ts'
import { type Deed, UnitOfWork } from '../db/unit-of-work.ts'
import { stateOf } from './state.ts'

/** What the browser says of itself, cut to 200 characters: enough to recognise one's own device in a list. */
function deviceOf(ctx: Context): string | undefined {
  return ctx.get('user-agent').slice(0, 200) || undefined
}

/**
 * One unit of work per request (decision 8): what the handler staged is committed before the first byte leaves.
 * A handler that threw, or that answered with 5xx itself as the library does, leaves nothing behind: no row, and no
 * cookie that would stand for one. No cookie either where the flush refuses.
 * @param count hears of what happened, once it is committed
 */
export function unitOfWork(database: Database, count: (deed: Deed) => void = () => undefined): Middleware {
  return async (ctx, next) => {
    // The address of a caller who has hung up is unknown, not empty: an event with it could not be written.
    const unit = new UnitOfWork({
      correlationId: stateOf(ctx).kode, address: ctx.ip || undefined, device: deviceOf(ctx),
    })
    await unit.run(async () => { await next() })
    if (ctx.status < 500) {
      await unit.flush(database).catch((error: unknown) => {
        ctx.remove('set-cookie')
        throw error
      })
      unit.deeds.forEach((deed) => { count(deed) })
    } else {
      ctx.remove('set-cookie')
    }
  }
}
