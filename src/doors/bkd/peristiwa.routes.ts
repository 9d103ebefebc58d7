import type { Context } from 'koa'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import {
  findAnswer, type Jenis, listEvents, lookAtEvent, type SeenEvent, type Status,
} from '../../domain/kepegawaian/peristiwa/index.ts'
import { pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { JENIS, MESSAGES, STATUS } from './peristiwa.kata.ts'
import { eventRows, presentEvent, WAITING } from './peristiwa.rules.ts'
import { asked, idOf } from './petugas.ts'

const ROWS = 25

/** Events that the personnel system pushed: what waits and why, and what became of the others. */
export function peristiwaRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/peristiwa', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/peristiwa/:id', handle: (ctx) => show(dependencies, ctx) },
  ]
}

const isStatus = (value: string): value is Status => Object.hasOwn(STATUS, value)
const isJenis = (value: string): value is Jenis => Object.hasOwn(JENIS, value)

async function list({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const [keadaan, jenis] = [asked(ctx, 'keadaan'), asked(ctx, 'jenis')]
  const filter = { keadaan: isStatus(keadaan) ? [keadaan] : WAITING, jenis: isJenis(jenis) ? jenis : undefined }
  const page = await listEvents(database, filter, readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], ROWS))
  staff.page(ctx, 'bkd/peristiwa.njk', {
    baris: eventRows(page.rows, clock.now()), halaman: pagerOf(ctx, page),
    saringan: { keadaan: isStatus(keadaan) ? keadaan : '', jenis: filter.jenis ?? '' },
    keadaan: Object.entries(STATUS).map(([nilai, { teks }]) => ({ nilai, teks })),
    jenis: Object.entries(JENIS).map(([nilai, teks]) => ({ nilai, teks })),
  })
}

/** @throws AppError 404 */
export async function eventOf({ database }: BkdDependencies, ctx: Context): Promise<SeenEvent> {
  const seen = await lookAtEvent({ database }, idOf(ctx, 'id'))
  if (!seen) throw notFound('no such event')
  return seen
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const seen = await eventOf(dependencies, ctx)
  const given = await findAnswer(database, seen.event.id)
  staff.page(ctx, 'bkd/peristiwa-satu.njk', {
    ...presentEvent(seen, given, clock.now()), remah: [{ judul: 'Peristiwa kiriman', href: '/bkd/peristiwa' }],
    kabar: MESSAGES[asked(ctx, 'pesan')],
  })
}
