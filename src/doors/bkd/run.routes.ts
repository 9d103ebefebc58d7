import type { Context } from 'koa'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { sendCsv } from '../../kernel/http/csv.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import {
  countDifferences, findDifferences, findQuarantined, findRun, findRuns, findSources, OUTCOMES, type Run,
} from '../../domain/kepegawaian/runs/index.ts'
import { numberInWords } from '../kerja.rules.ts'
import { firstOf, pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { sourceName } from './kata.ts'
import { OUTCOME_WORDS } from './run.kata.ts'
import {
  columnChoices, listHeading, presentDifference, presentQuarantined, presentRun, presentRunRow, quarantinedCells,
  reasonBars, runPath,
} from './run.rules.ts'

const RUNS = 25
const ROWS = 50
const REFRESH_SECONDS = '3'
/** More than any file has lines. */
const EVERY_ROW = 100_000

/** What runs did, would do, and left out. */
export function runRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/run', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/run/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/bkd/run/:id/selisih', handle: (ctx) => showDifferences(dependencies, ctx) },
    { method: 'GET', path: '/bkd/run/:id/karantina', handle: (ctx) => showQuarantined(dependencies, ctx) },
  ]
}

/** @throws AppError 404 when there is no run of the id in the address */
export async function runOf({ database }: BkdDependencies, ctx: Context): Promise<Run> {
  const { id } = ctx['params'] as { id: string }
  const run = await findRun(database, id)
  if (!run) throw notFound()
  return run
}

/** What stands above every page about one run. */
export const runCrumbs = (run: Run): { judul: string; href: string }[] =>
  [{ judul: 'Proses penyelarasan', href: '/bkd/run' }, { judul: presentRun(run).judul, href: runPath(run) }]

async function list({ staff, database }: BkdDependencies, ctx: Context): Promise<void> {
  const window = readWindow(ctx.query, [KEY_PARTS.milliseconds, KEY_PARTS.uuid], RUNS)
  const [keadaan, sumber] = [firstOf(ctx.query['keadaan']), firstOf(ctx.query['sumber'])]
  const outcome = OUTCOMES.find((one) => one === keadaan)
  const [at, id] = window.from ?? []
  const [found, sources] = await Promise.all([
    findRuns(database, {
      limit: RUNS + 1, ...(outcome && { outcome }), ...(sumber !== '' && { sumber }),
      ...(at !== undefined && id !== undefined && { after: { at: new Date(at), id } }),
    }),
    findSources(database),
  ])
  const runs = found.slice(0, RUNS)
  const last = found.length > RUNS ? runs.at(-1) : undefined
  staff.page(ctx, 'bkd/run-daftar.njk', {
    judul: listHeading(runs), baris: runs.map(presentRunRow), saringan: { keadaan: outcome, sumber },
    keadaan: [{ nilai: '', teks: 'Semua keadaan' }, ...OUTCOMES.map((nilai) => ({ nilai, teks: OUTCOME_WORDS[nilai].teks }))],
    sumber: [{ nilai: '', teks: 'Semua sumber' }, ...sources.map((one) => ({ nilai: one.sumber, teks: sourceName(one.sumber) }))],
    tautan: pagerOf(ctx, { isLater: window.from !== undefined, ...(last && { next: [last.startedAt.toISOString(), last.id] }) }),
  })
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const run = await runOf(dependencies, ctx)
  const segarkan = run.outcome !== 'berjalan' ? undefined : firstOf(ctx.query['segarkan']) === 'tidak' ? 'diam' : 'jalan'
  // A header, and one that can be turned off: who reads slowly must not lose his place (WCAG 2.2.1).
  if (segarkan === 'jalan') ctx.set('refresh', REFRESH_SECONDS)
  dependencies.staff.page(ctx, 'bkd/run.njk', {
    ...presentRun(run), segarkan, remah: [{ judul: 'Proses penyelarasan', href: '/bkd/run' }],
  })
}

async function showDifferences(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const run = await runOf(dependencies, ctx)
  const after = readWindow(ctx.query, [KEY_PARTS.number], ROWS).from?.[0]
  const column = firstOf(ctx.query['isian'])
  const [found, columns] = await Promise.all([
    findDifferences(database, run.id, { after: Number(after ?? 0), limit: ROWS + 1, ...(column !== '' && { column }) }),
    countDifferences(database, run.id),
  ])
  const rows = found.slice(0, ROWS)
  const last = found.length > ROWS ? rows.at(-1) : undefined
  staff.page(ctx, 'bkd/run-selisih.njk', {
    remah: runCrumbs(run), alamat: runPath(run), jumlah: numberInWords(run.differences), diterapkan: run.outcome === 'diterapkan',
    baris: rows.map(presentDifference), isian: columnChoices(columns), saringan: { isian: column },
    tautan: pagerOf(ctx, { isLater: after !== undefined, ...(last && { next: [String(last.number)] }) }),
  })
}

async function showQuarantined(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const run = await runOf(dependencies, ctx)
  if (firstOf(ctx.query['unduh']) === 'csv') {
    const every = await findQuarantined(database, run.id, { after: 0, limit: EVERY_ROW })
    sendCsv(ctx, `karantina-${run.id}`, [['berkas', 'baris', 'kolom', 'apa yang salah', 'yang perlu diperbaiki'], ...every.map(quarantinedCells)])
    return
  }
  const after = readWindow(ctx.query, [KEY_PARTS.number], ROWS).from?.[0]
  const reason = firstOf(ctx.query['alasan'])
  const found = await findQuarantined(database, run.id, {
    after: Number(after ?? 0), limit: ROWS + 1, ...(reason !== '' && { reason }),
  })
  const rows = found.slice(0, ROWS)
  const last = found.length > ROWS ? rows.at(-1) : undefined
  staff.page(ctx, 'bkd/run-karantina.njk', {
    remah: runCrumbs(run), alamat: runPath(run), jumlah: numberInWords(run.counts.quarantined ?? 0), batang: reasonBars(run),
    baris: rows.map(presentQuarantined), disaring: reason !== '',
    tautan: pagerOf(ctx, { isLater: after !== undefined, ...(last && { next: [String(last.number)] }) }),
  })
}
