import type { Context } from 'koa'
import { z } from 'zod'
import { sendCsv } from '../../kernel/http/csv.ts'
import { readForm } from '../../kernel/http/form.ts'
import { readWindow } from '../../kernel/db/keyset.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { daysLater, isDay } from '../../domain/kepegawaian/days.rules.ts'
import { type Confirmation, confirmEnds, endsOfDay } from '../../domain/kepegawaian/kalender/index.ts'
import { AHEAD_DAYS } from '../../domain/kepegawaian/kalender/kalender.rules.ts'
import {
  countEnds, END_KEY, type EndFilter, findCrowdedDays, findDayQuestion, listEnds,
} from '../../domain/kepegawaian/kalender/pages.queries.ts'
import { visitorOf } from '../guards.ts'
import { pagerOf } from '../kerja.ts'
import { dayInWords, numberInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { endCsv, endRows, leftInWords, presentCalendar, presentQuestion } from './kalender.rules.ts'

const PAGE = 50

/** More than a file is good for: whoever has more ends in 30 days has another question. */
const MOST_IN_FILE = 20_000

const confirmForm = z.object({ csrf: z.string().catch(''), digest: z.string().regex(/^[0-9a-f]{64}$/).catch('') })

const ANSWERS: Readonly<Record<Confirmation, string>> = {
  'pertama': 'Persetujuan pertama dicatat. Satu orang BKD lain harus menyetujui daftar yang sama.',
  'kedua': 'Disetujui oleh dua orang. Akses berakhir pada harinya; bila harinya sudah lewat, sudah berakhir sekarang.',
  'sama': 'Anda sudah memberi persetujuan pertama. Yang kedua harus orang lain.',
  'berubah': 'Daftarnya berubah sejak halaman ini dibuka. Periksa lagi, lalu setujui daftar yang baru.',
  'tidak-ada': 'Tidak ada lagi yang menunggu pada hari itu.',
}

/** Ends of service in the coming 30 days, by day and OPD; days of too many wait here for two people. */
export function kalenderRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/kalender', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/bkd/kalender/csv', handle: (ctx) => file(dependencies, ctx) },
    { method: 'GET', path: '/bkd/kalender/:hari', handle: (ctx) => showDay(dependencies, ctx) },
    { method: 'POST', path: '/bkd/kalender/:hari', handle: (ctx) => confirm(dependencies, ctx) },
  ]
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : ''

/** An OPD that is none filters for nothing. */
function filterOf({ clock }: BkdDependencies, ctx: Context): EndFilter {
  const today = clock.today()
  const opd = textOf(ctx.query['opd'])
  return { today, to: daysLater(today, AHEAD_DAYS), opd: ID_FORM.test(opd) ? opd : undefined }
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const filter = filterOf(dependencies, ctx)
  const { today, to, opd } = filter
  const window = readWindow(ctx.query, END_KEY, PAGE)
  const [counts, crowded, page] = await Promise.all([
    countEnds(database, filter), findCrowdedDays(database, today, to), listEnds(database, filter, window),
  ])
  staff.page(ctx, 'bkd/kalender.njk', {
    ...presentCalendar(counts, crowded, today), opdDipilih: opd ?? '', baris: endRows(page.rows, today),
    tautan: pagerOf(ctx, page), csv: `/bkd/kalender/csv${opd === undefined ? '' : `?opd=${opd}`}`,
  })
}

async function file(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { rows } = await listEnds(dependencies.database, filterOf(dependencies, ctx), {
    towards: 'lama', from: undefined, limit: MOST_IN_FILE,
  })
  sendCsv(ctx, 'akhir-masa-kerja', endCsv(rows))
}

/** @throws AppError 404 for what is no day */
function dayOf(ctx: Context): string {
  const { hari } = ctx['params'] as { hari: string }
  if (!isDay(hari)) throw notFound()
  return hari
}

async function showDay(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const hari = dayOf(ctx)
  const { today } = filterOf(dependencies, ctx)
  const window = readWindow(ctx.query, END_KEY, PAGE)
  const [question, { ends, digest }, page] = await Promise.all([
    findDayQuestion(database, { hari, today }), endsOfDay({ database, clock }, hari),
    listEnds(database, { today, to: hari, hari }, window),
  ])
  const { pesan } = ctx.query
  staff.page(ctx, 'bkd/kalender-hari.njk', {
    judul: ends.length > 0 ? `${numberInWords(ends.length)} orang menunggu berakhir pada ${dayInWords(hari)}`
      : `Akhir masa kerja pada ${dayInWords(hari)}`,
    remah: [{ judul: 'Akhir masa kerja', href: '/bkd/kalender' }], kapan: leftInWords(today, hari),
    said: typeof pesan === 'string' && Object.hasOwn(ANSWERS, pesan) ? ANSWERS[pesan as Confirmation] : undefined,
    ...presentQuestion(question, digest, ends.length, visitorOf(ctx).person.id), action: `/bkd/kalender/${hari}`,
    baris: endRows(page.rows, today), tautan: pagerOf(ctx, page),
  })
}

async function confirm({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, digest } = await readForm(ctx, confirmForm)
  staff.check(ctx, csrf)
  const hari = dayOf(ctx)
  const outcome = await confirmEnds({ database, clock }, { hari, digest, by: visitorOf(ctx).person.id })
  staff.done(ctx, `/bkd/kalender/${hari}`, outcome)
}
