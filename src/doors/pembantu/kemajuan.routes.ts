import type { Context } from 'koa'
import { countWaiting } from '../../domain/accounts/bantuan/permintaan.queries.ts'
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
  const unitIds = unitsInReach(tree, jangkauan, today)
  const { id } = visitorOf(ctx).person
  const [rows, cards, menunggu] = await Promise.all([
    countProgress(database, { today, unitIds }), findKartu(database, { pegawaiId: id, today }),
    countWaiting(database, { today, unitIds, at: clock.now(), oleh: id }),
  ])
  staff.page(ctx, 'pembantu/kemajuan.njk', {
    ...presentProgress(rows, tree, jangkauan, today), menunggu, tanpaKartu: cards.some(({ ruang }) => ruang === null),
  })
}
