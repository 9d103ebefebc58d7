import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { holidaysOf } from '../../domain/permohonan/libur/libur.queries.ts'
import { fixedHolidays, type Libur, type LiburMistake, YEARS } from '../../domain/permohonan/libur/libur.rules.ts'
import { addFixedHolidays, addHoliday, removeHoliday } from '../../domain/permohonan/libur/libur.service.ts'
import { isDay } from '../../domain/accounts/role.rules.ts'
import { visitorOf } from '../guards.ts'
import { dayInWords } from '../kerja.rules.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { type AdminDependencies, holds, sentencesOf } from './petugas.ts'

const ROOT = '/admin/kalender'

const text = z.string().trim().catch('')
const dayForm = z.object({ csrf: text, tindakan: text, tahun: text, tanggal: text, nama: text })

const MISTAKES: Readonly<Record<LiburMistake, string>> = {
  'kosong': 'Wajib diisi.', 'bukan-tanggal': 'Bukan tanggal.', 'tahun-lain': `Tahun ${YEARS[0]} sampai ${YEARS[1]}.`,
  'sudah-ada': 'Hari ini sudah tercatat sebagai libur.', 'terlalu-panjang': 'Terlalu panjang: paling banyak 120 huruf.',
}

const MESSAGES: Readonly<Record<string, string>> = {
  ditambah: 'Hari libur dicatat. Jam setiap permohonan memakainya mulai sekarang.',
  dihapus: 'Hari libur dihapus. Jam setiap permohonan menghitung hari itu lagi.',
  'tidak-ada': 'Tidak ada yang berubah.',
}

const WEEKDAY = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', weekday: 'long' })

/** The days off by which the clocks of the procedure go, year by year. */
export function kalenderRoutes(dependencies: AdminDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => show(dependencies, ctx, yearOf(dependencies, firstOf(ctx.query['tahun']))) },
    { method: 'POST', path: ROOT, handle: (ctx) => change(dependencies, ctx) },
  ]
}

/** @returns a year of the calendar; this one where none is asked for, or another */
function yearOf({ clock }: AdminDependencies, asked: string): number {
  const year = /^\d{4}$/.test(asked) ? Number(asked) : 0
  return year >= YEARS[0] && year <= YEARS[1] ? year : Number(clock.today().slice(0, 4))
}

async function show(
  { staff, database }: AdminDependencies, ctx: Context, tahun: number,
  failed?: { values: Libur; galat: Partial<Record<keyof Libur, LiburMistake>> },
): Promise<void> {
  const days = await holidaysOf(database, tahun)
  const missing = fixedHolidays(tahun).filter(({ tanggal }) => !days.some((day) => day.tanggal === tanggal))
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/kalender.njk', {
    judul: `${days.length} hari libur pada ${tahun}`, tahun,
    baris: days.map(({ tanggal, nama }) => ({ tanggal, hari: `${WEEKDAY.format(new Date(`${tanggal}T00:00:00Z`))}, ${dayInWords(tanggal)}`, nama })),
    tetap: missing.map(({ nama, tanggal }) => `${dayInWords(tanggal)} (${nama})`), bolehUbah: holds(ctx, 'admin'),
    sebelum: tahun > YEARS[0] ? tahun - 1 : undefined, sesudah: tahun < YEARS[1] ? tahun + 1 : undefined,
    nilai: failed?.values ?? {}, galat: sentencesOf(failed?.galat ?? {}, MISTAKES), kabar: MESSAGES[firstOf(ctx.query['pesan'])],
  })
}

async function change(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, tindakan, tahun, ...values } = await readForm(ctx, dayForm)
  staff.check(ctx, csrf)
  const desk = { database, clock, actor: `pegawai:${visitorOf(ctx).person.id}` as const }
  const year = yearOf(dependencies, tahun)
  const back = (path: number, pesan: string): void => {
    staff.done(ctx, `${ROOT}?tahun=${path}&pesan=${pesan}`)
  }
  if (tindakan === 'tetap') return back(year, await addFixedHolidays(desk, year) > 0 ? 'ditambah' : 'tidak-ada')
  if (tindakan === 'hapus') {
    return back(year, isDay(values.tanggal) && await removeHoliday(desk, values.tanggal) ? 'dihapus' : 'tidak-ada')
  }
  const galat = await addHoliday(desk, values)
  if (Object.keys(galat).length > 0) return show(dependencies, ctx, year, { values, galat })
  back(yearOf(dependencies, values.tanggal.slice(0, 4)), 'ditambah')
}
