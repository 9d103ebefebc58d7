import type { Context } from 'koa'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { sendCsv } from '../../kernel/http/csv.ts'
import { record } from '../../domain/audit/index.ts'
import { CHECKS, isCheck } from '../../domain/kepegawaian/mutu/checks.rules.ts'
import { countFindings, type FindingFilter, findFindings, lastRefresh } from '../../domain/kepegawaian/mutu/findings.queries.ts'
import { allUnits } from '../../domain/pegawai/unit/directory.queries.ts'
import { treeOf, type UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { visitorOf } from '../guards.ts'
import { instantInWords } from '../kerja.rules.ts'
import { firstOf, pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { barsByKind, barsByOpd, CSV_HEAD, csvCells, kindChoices, opdChoices, presentFinding, visibleOpd } from './mutu.rules.ts'

const ROWS = 50
/** More than the province has people. */
const EVERY_ROW = 100_000

/** What does not fit together in the data, per OPD: for BKD all of it, for an admin of an OPD his own. */
export function mutuRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/mutu', handle: (ctx) => overview(dependencies, ctx) },
    { method: 'GET', path: '/bkd/mutu/daftar', handle: (ctx) => list(dependencies, ctx) },
  ]
}

async function treeToday({ database, clock }: BkdDependencies): Promise<UnitTree> {
  return treeOf(await allUnits(database, clock.today()))
}

async function overview(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const tree = await treeToday(dependencies)
  const opdIds = visibleOpd(visitorOf(ctx).roles, tree)
  const [counts, at] = await Promise.all([countFindings(database, { opdIds }), lastRefresh(database)])
  const total = counts.reduce((sum, { jumlah }) => sum + jumlah, 0)
  staff.page(ctx, 'bkd/mutu.njk', {
    judul: total === 0 ? 'Tidak ada temuan mutu data' : `${total.toLocaleString('id-ID')} temuan mutu data`,
    diperiksa: at && instantInWords(at), jenis: barsByKind(counts), opd: barsByOpd(counts, tree), ada: total > 0,
  })
}

async function list(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const tree = await treeToday(dependencies)
  const visible = visibleOpd(visitorOf(ctx).roles, tree)
  const [opd, jenis] = [firstOf(ctx.query['opd']), firstOf(ctx.query['jenis'])]
  const isKnown = tree.get(opd) !== undefined
  const mayAsk = visible === undefined || visible.includes(opd)
  const filter: FindingFilter = {
    opdIds: isKnown ? (mayAsk ? [opd] : []) : visible, jenis: isCheck(jenis) ? jenis : undefined,
  }
  if (firstOf(ctx.query['unduh']) === 'csv') return sendList(dependencies, ctx, filter, tree)
  const before = readWindow(ctx.query, [KEY_PARTS.number], ROWS).from?.[0]
  const found = await findFindings(database, { ...filter, before, most: ROWS + 1, today: clock.today() })
  const rows = found.slice(0, ROWS)
  const last = found.length > ROWS ? rows.at(-1) : undefined
  const download = new URLSearchParams({ opd, jenis, unduh: 'csv' })
  staff.page(ctx, 'bkd/mutu-daftar.njk', {
    judul: filter.jenis ? CHECKS[filter.jenis as keyof typeof CHECKS].judul : 'Temuan mutu data',
    perbaikan: filter.jenis && CHECKS[filter.jenis as keyof typeof CHECKS].perbaikan,
    remah: [{ judul: 'Mutu data', href: '/bkd/mutu' }], baris: rows.map((row) => presentFinding(row, tree)),
    saringan: { opd, jenis }, opd: opdChoices(tree, visible), jenis: kindChoices(), unduh: `/bkd/mutu/daftar?${download.toString()}`,
    tautan: pagerOf(ctx, { isLater: before !== undefined, ...(last && { next: [String(last.id)] }) }),
  })
}

/** Personal data that leaves as a file: who took how much of whose stands in the audit trail. */
async function sendList(
  { database, clock }: BkdDependencies, ctx: Context, filter: FindingFilter, tree: UnitTree,
): Promise<void> {
  const rows = await findFindings(database, { ...filter, most: EVERY_ROW, today: clock.today() })
  record({
    kind: 'mutu.diunduh', actor: `pegawai:${visitorOf(ctx).person.id}`,
    data: { jenis: filter.jenis, opd: filter.opdIds?.length ?? 'semua', baris: rows.length },
  }, clock.now())
  sendCsv(ctx, 'mutu-data', [CSV_HEAD, ...rows.map((row) => csvCells(row, tree))])
}
