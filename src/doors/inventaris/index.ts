import type { Context } from 'koa'
import { monthlyCounts } from '../../domain/permohonan/inventaris/register.queries.ts'
import { createRegister } from '../../domain/permohonan/inventaris/inventaris.service.ts'
import {
  isAskedFor, isTemuan, type RegisterEntry, type RegisterFilter, TEMUAN,
} from '../../domain/permohonan/inventaris/register.rules.ts'
import { findFiled, findHolidays } from '../../domain/permohonan/inventaris/sop.queries.ts'
import { stepTimes } from '../../domain/permohonan/inventaris/sop.rules.ts'
import type { Database } from '../../kernel/db/database.ts'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { sendCsv } from '../../kernel/http/csv.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { firstOf, pagerOf, type StaffPages } from '../kerja.ts'
import { dayInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import { CSV_HEAD, csvCells, jsonOf, monthBars, registerCells, STATE_WORDS, stepCells, summaryOf } from './inventaris.rules.ts'

export interface InventarisDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

interface Register extends InventarisDependencies {
  readonly register: () => Promise<RegisterEntry[]>
}

const ROWS = 50
const MONTHS = 24
const YEAR_MS = 365 * 86_400_000

/** Every page below /inventaris: the living register of applications. */
export function inventarisRoutes(given: InventarisDependencies): Route[] {
  const dependencies = { ...given, register: createRegister(given.database, given.clock) }
  return [
    { method: 'GET', path: '/inventaris', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/inventaris/csv', handle: (ctx) => csv(dependencies, ctx) },
    { method: 'GET', path: '/inventaris/json', handle: (ctx) => json(dependencies, ctx) },
    { method: 'GET', path: '/inventaris/ringkasan', handle: (ctx) => printed(dependencies, ctx) },
  ]
}

/** What is no OPD, state or finding filters for nothing. */
function filterOf({ query }: Context): RegisterFilter {
  const [opd, state, temuan, terhubung] = ['opd', 'keadaan', 'temuan', 'terhubung'].map((name) => firstOf(query[name]))
  return {
    opd: ID_FORM.test(opd ?? '') ? opd : undefined,
    state: Object.hasOwn(STATE_WORDS, state ?? '') ? state : undefined,
    temuan: isTemuan(temuan ?? '') ? temuan as keyof typeof TEMUAN : undefined,
    terhubung: terhubung === 'ya' ? true : terhubung === 'tidak' ? false : undefined,
  }
}

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([nilai, teks]) => ({ nilai, teks }))

async function show(dependencies: Register, ctx: Context): Promise<void> {
  const { staff, database, register } = dependencies
  const [entries, months] = await Promise.all([register(), monthlyCounts(database, MONTHS)])
  const { terdaftar, terhubung, temuan, opd } = summaryOf(entries)
  const filter = filterOf(ctx)
  const found = entries.filter((entry) => isAskedFor(entry, filter))
  const from = Number(readWindow(ctx.query, [KEY_PARTS.number], ROWS).from?.[0] ?? 0)
  const isMore = found.length > from + ROWS
  staff.page(ctx, 'inventaris/daftar.njk', {
    judul: `${terhubung} dari ${terdaftar} aplikasi terhubung`, temuan, bulan: monthBars(months),
    opd, keadaan: choicesOf(STATE_WORDS), jenisTemuan: choicesOf(TEMUAN), saringan: filter, jumlah: found.length,
    baris: found.slice(from, from + ROWS).map(registerCells), unduh: ctx.querystring,
    tautan: pagerOf(ctx, { isLater: from > 0, ...(isMore && { next: [String(from + ROWS)] }) }),
  })
}

const askedFor = async ({ register }: Register, ctx: Context): Promise<RegisterEntry[]> => {
  const filter = filterOf(ctx)
  return (await register()).filter((entry) => isAskedFor(entry, filter))
}

async function csv(dependencies: Register, ctx: Context): Promise<void> {
  sendCsv(ctx, 'inventaris-aplikasi', [CSV_HEAD, ...(await askedFor(dependencies, ctx)).map(csvCells)])
}

async function json(dependencies: Register, ctx: Context): Promise<void> {
  ctx.body = { hari: dependencies.clock.today(), aplikasi: (await askedFor(dependencies, ctx)).map(jsonOf) }
}

/** One page for Kepala Dinas, made to be printed. */
async function printed(dependencies: Register, ctx: Context): Promise<void> {
  const { staff, database, clock, register } = dependencies
  const now = clock.now()
  const [entries, months, filed, holidays] = await Promise.all([
    register(), monthlyCounts(database, MONTHS), findFiled(database, new Date(now.getTime() - YEAR_MS)), findHolidays(database),
  ])
  const { terdaftar, terhubung, temuan } = summaryOf(entries)
  staff.page(ctx, 'inventaris/ringkasan.njk', {
    judul: `Aplikasi terhubung per ${dayInWords(clock.today())}`, remah: [{ judul: 'Inventaris', href: '/inventaris' }],
    terdaftar, terhubung, tanpaKlien: entries.length - terdaftar, temuan, bulan: monthBars(months),
    berjalan: filed.filter(({ keadaan }) => keadaan === 'berjalan').length, langkah: stepTimes(filed, holidays, now).map(stepCells),
  })
}
