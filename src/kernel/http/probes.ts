import type { Middleware } from 'koa'
import type { Database } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'

/** Further apart than this, tokens would be refused elsewhere as not yet valid or already over (decision 7). */
const MAX_SKEW_MS = 2_000

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

async function isReady(database: Database, clock: Clock): Promise<boolean> {
  try {
    const before = clock.now().getTime()
    const [row] = await database.query<{ at: Date }>({ text: 'SELECT clock_timestamp() AS at', values: [] })
    const after = clock.now().getTime()
    const at = row?.at.getTime() ?? 0
    return at > before - MAX_SKEW_MS && at < after + MAX_SKEW_MS
  } catch {
    return false
  }
}

/**
 * Readiness: the database answers and its clock and ours agree.
 * @returns middleware that answers `GET /readyz` with 200 `ready` or 503 `not ready`
 */
export function readyz(database: Database, clock: Clock): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/readyz') {
      const ready = await isReady(database, clock)
      ctx.set('cache-control', 'no-store')
      ctx.status = ready ? 200 : 503
      ctx.body = ready ? 'ready' : 'not ready'
    } else {
      await next()
    }
  }
}
