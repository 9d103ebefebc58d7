import type { Context } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { countWaiting } from '../../domain/kepegawaian/overview.queries.ts'
import { findSources } from '../../domain/kepegawaian/runs/index.ts'
import type { StaffPages } from '../kerja.ts'
import type { Route } from '../route.ts'
import { presentOverview } from './ikhtisar.rules.ts'

/** What every page of this door is made with. */
export interface BkdDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

/** The first page of the door: how old the data is and what waits for somebody. */
export function ikhtisarRoutes(dependencies: BkdDependencies): Route[] {
  return [{ method: 'GET', path: '/bkd', handle: (ctx) => show(dependencies, ctx) }]
}

async function show({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const [sources, waiting] = await Promise.all([findSources(database), countWaiting(database, clock.today())])
  staff.page(ctx, 'bkd/ikhtisar.njk', presentOverview(sources, waiting, clock.now()))
}
