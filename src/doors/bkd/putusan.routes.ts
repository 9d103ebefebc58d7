import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { allowRun, cancelRun, confirmRun, type Run } from '../../domain/kepegawaian/runs/index.ts'
import { LONGEST_REASON } from '../../domain/kepegawaian/decision.rules.ts'
import { lossesOf } from '../../domain/kepegawaian/runs/losses.service.ts'
import { visitorOf } from '../guards.ts'
import { numberInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { presentQuestion } from './putusan.rules.ts'
import { runCrumbs, runOf } from './run.routes.ts'
import { runPath } from './run.rules.ts'

const form = z.object({ csrf: z.string().catch('') })
const cancelForm = form.extend({ alasan: z.string().trim().catch('') })

/** What people decide about a run, each on a page of its own that shows what it comes to. */
export function putusanRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/run/:id/izin', handle: (ctx) => showQuestion(dependencies, ctx) },
    { method: 'POST', path: '/bkd/run/:id/izin', handle: (ctx) => allow(dependencies, ctx) },
    { method: 'GET', path: '/bkd/run/:id/terapkan', handle: (ctx) => showConfirm(dependencies, ctx) },
    { method: 'POST', path: '/bkd/run/:id/terapkan', handle: (ctx) => confirm(dependencies, ctx) },
    { method: 'GET', path: '/bkd/run/:id/batal', handle: (ctx) => showCancel(dependencies, ctx) },
    { method: 'POST', path: '/bkd/run/:id/batal', handle: (ctx) => cancel(dependencies, ctx) },
  ]
}

/** The run of a form whose token is good, and who sent it. */
async function decided(dependencies: BkdDependencies, ctx: Context): Promise<{ run: Run; by: string }> {
  const { csrf } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  return { run: await runOf(dependencies, ctx), by: visitorOf(ctx).person.id }
}

async function showQuestion(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const run = await runOf(dependencies, ctx)
  if (!run.question) throw notFound('the brake asked nothing about this run')
  const losses = await lossesOf(database, run.id, clock.today())
  staff.page(ctx, 'bkd/run-izin.njk', {
    remah: runCrumbs(run), ...presentQuestion(run, run.question, losses, visitorOf(ctx).person.id),
  })
}

async function allow(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { run, by } = await decided(dependencies, ctx)
  const answer = await allowRun(dependencies, { runId: run.id, by })
  const pesan = { first: 'izin-pertama', second: 'izin-kedua', refused: 'tidak-lagi' }[answer]
  dependencies.staff.done(ctx, answer === 'refused' ? `${runPath(run)}/izin` : runPath(run), pesan)
}

async function showConfirm(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const run = await runOf(dependencies, ctx)
  dependencies.staff.page(ctx, 'bkd/run-terapkan.njk', {
    remah: runCrumbs(run), alamat: runPath(run), bisa: run.outcome === 'uji' && run.hasBundle && run.requested === null,
    isian: numberInWords(run.differences), baru: numberInWords(run.counts.created ?? 0),
    berubah: numberInWords(run.counts.changed ?? 0), berakhir: numberInWords(run.counts.ended ?? 0),
    karantina: numberInWords(run.counts.quarantined ?? 0), penuh: run.mode === 'penuh',
  })
}

async function confirm(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { run, by } = await decided(dependencies, ctx)
  const done = await confirmRun(dependencies, { runId: run.id, by })
  dependencies.staff.done(ctx, runPath(run), done ? 'dikonfirmasi' : 'tidak-lagi')
}

async function showCancel(dependencies: BkdDependencies, ctx: Context, alasan?: string): Promise<void> {
  const run = await runOf(dependencies, ctx)
  if (alasan !== undefined) ctx.status = 400
  dependencies.staff.page(ctx, 'bkd/run-batal.njk', {
    remah: runCrumbs(run), alamat: runPath(run),
    galat: alasan === undefined ? {} : { alasan: 'Tulis alasannya: ia tercatat pada proses ini.' },
  })
}

async function cancel(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, alasan } = await readForm(ctx, cancelForm)
  dependencies.staff.check(ctx, csrf)
  if (alasan === '') return showCancel(dependencies, ctx, alasan)
  const run = await runOf(dependencies, ctx)
  const done = await cancelRun(dependencies, {
    runId: run.id, by: visitorOf(ctx).person.id, alasan: alasan.slice(0, LONGEST_REASON),
  })
  dependencies.staff.done(ctx, runPath(run), done ? 'dibatalkan' : 'tidak-lagi')
}
