import type { Context } from 'koa'
import { z } from 'zod'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { finishReview } from '../../domain/kepegawaian/reorganisasi/reorganisation.service.ts'
import {
  findReview, type Review, reviewCounts, type ReviewItem, reviewItems, reviews,
} from '../../domain/kepegawaian/reorganisasi/review.queries.ts'
import { barsOf, dayInWords, instantInWords, numberInWords } from '../kerja.rules.ts'
import { pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { mappingOf } from './pemetaan.routes.ts'

const TASKS = 100
const ITEMS = 50
const LONGEST = 1000

const ITEM_WORDS: Readonly<Record<ReviewItem['jenis'], string>> = {
  bagian: 'Bagian', pegawai: 'Pegawai', penugasan: 'Penugasan', aplikasi: 'Aplikasi', peran: 'Peran',
}

/** What reorganisations moved, for BKD to look at. */
export function tinjauanRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/tinjauan', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/tinjauan/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/bkd/tinjauan/:id', handle: (ctx) => finish(dependencies, ctx) },
  ]
}

const titleOf = ({ nama_lama, nama_baru }: Review): string => `${nama_lama} menjadi ${nama_baru}`

async function list({ staff, database }: BkdDependencies, ctx: Context): Promise<void> {
  const tasks = await reviews(database, TASKS)
  const open = tasks.filter(({ selesai_at }) => selesai_at === null).length
  staff.page(ctx, 'bkd/tinjauan.njk', {
    judul: open === 0 ? 'Tidak ada yang perlu ditinjau' : `${open} tinjauan menunggu Anda`,
    baris: tasks.map((task) => [
      { teks: titleOf(task), href: `/bkd/tinjauan/${task.id}` }, dayInWords(task.berlaku), numberInWords(task.butir),
      task.selesai_at === null ? { teks: 'Menunggu', lencana: 'warn' } : { teks: 'Selesai', lencana: 'ok' },
    ]),
  })
}

/** @throws AppError 404 */
async function reviewOf({ database }: BkdDependencies, ctx: Context): Promise<Review> {
  const task = await findReview(database, (ctx['params'] as { id: string }).id)
  if (!task) throw notFound()
  return task
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const task = await reviewOf(dependencies, ctx)
  const after = readWindow(ctx.query, [KEY_PARTS.number], ITEMS).from?.[0]
  const [found, counts] = await Promise.all([
    reviewItems(database, { id: task.id, after: Number(after ?? 0), most: ITEMS + 1 }), reviewCounts(database, task.id),
  ])
  const rows = found.slice(0, ITEMS)
  const last = found.length > ITEMS ? rows.at(-1) : undefined
  staff.page(ctx, 'bkd/tinjauan-satu.njk', {
    judul: titleOf(task), remah: [{ judul: 'Tinjauan', href: '/bkd/tinjauan' }], action: ctx.path, dasar: task.dasar,
    hari: dayInWords(task.berlaku), batang: barsOf(counts.map(({ jenis, jumlah }) => ({ label: ITEM_WORDS[jenis], nilai: jumlah }))),
    baris: rows.map(({ jenis, nama, keterangan, ke }) => [ITEM_WORDS[jenis], nama ?? keterangan ?? '–', nama === null ? '' : keterangan ?? '', ke]),
    selesai: task.selesai_at && { kapan: instantInWords(task.selesai_at), oleh: task.selesai_oleh_nama, catatan: task.catatan },
    tautan: pagerOf(ctx, { isLater: after !== undefined, ...(last && { next: [String(last.urut)] }) }),
  })
}

const finishForm = z.object({ csrf: z.string().catch(''), catatan: z.string().catch('').transform((text) => text.slice(0, LONGEST)) })

async function finish(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, catatan } = await readForm(ctx, finishForm)
  dependencies.staff.check(ctx, csrf)
  const { id } = await reviewOf(dependencies, ctx)
  const done = await finishReview(mappingOf(dependencies, ctx), id, catatan)
  dependencies.staff.done(ctx, ctx.path, done ? 'selesai' : 'sudah-selesai')
}
