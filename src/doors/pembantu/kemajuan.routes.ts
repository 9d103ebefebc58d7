import type { Context } from 'koa'
import { findKartu } from '../../domain/accounts/pembantu/kartu.queries.ts'
import { unitsInReach } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { countProgress } from '../../domain/accounts/pembantu/orang.queries.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { presentProgress } from './kemajuan.rules.ts'
import { type PembantuDependencies, reachOf, unitTree } from './meja.ts'

/** The first page of the door: how far the people of the OPD have come. */
export function kemajuanRoutes(dependencies: PembantuDependencies): Route[] {
  return [{ method: 'GET', path: '/pembantu', handle: (ctx) => show(dependencies, ctx) }]
}

async function show(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const today = clock.today()
  const jangkauan = reachOf(ctx)
  const tree = await unitTree(dependencies)
  const rows = await countProgress(database, { today, unitIds: unitsInReach(tree, jangkauan, today) })
  const cards = await findKartu(database, { pegawaiId: visitorOf(ctx).person.id, today })
  staff.page(ctx, 'pembantu/kemajuan.njk', {
    ...presentProgress(rows, tree, jangkauan, today), tanpaKartu: cards.some(({ ruang }) => ruang === null),
  })
}
