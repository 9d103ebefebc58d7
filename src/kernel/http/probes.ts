import { setTimeout as sleep } from 'node:timers/promises'
import type { Middleware } from 'koa'
import type { Database } from '../db/database.ts'
import { databaseTime } from '../db/time.ts'
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

/** A load balancer asks every few seconds: a database that hangs is answered for, not waited for. */
const PATIENCE_MS = 2_000

async function clocksAgree(database: Database, clock: Clock): Promise<boolean> {
  const before = clock.now().getTime()
  const at = (await databaseTime(database)).getTime()
  return at > before - MAX_SKEW_MS && at < clock.now().getTime() + MAX_SKEW_MS
}

export interface ReadyOptions {
  readonly patienceMs?: number
  /** Whether this node takes no new connection any more. */
  readonly leaving?: (() => boolean) | undefined
}

/**
 * Readiness: the database answers in time, its clock and ours agree, and this node is not about to leave.
 * @returns middleware that answers `GET /readyz` with 200 `ready` or 503 `not ready`
 */
export function readyz(database: Database, clock: Clock, options: ReadyOptions = {}): Middleware {
  const { patienceMs = PATIENCE_MS, leaving = () => false } = options
  return async (ctx, next) => {
    if (ctx.path === '/readyz') {
      const late = new AbortController()
      const ready = !leaving() && await Promise.race([
        clocksAgree(database, clock).catch(() => false),
        sleep(patienceMs, false, { signal: late.signal }),
      ])
      late.abort()
      ctx.set('cache-control', 'no-store')
      ctx.status = ready ? 200 : 503
      ctx.body = ready ? 'ready' : 'not ready'
    } else {
      await next()
    }
  }
}
