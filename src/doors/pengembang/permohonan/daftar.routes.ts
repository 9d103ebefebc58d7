import type { Context } from 'koa'
import { z } from 'zod'
import { readWindow } from '../../../kernel/db/keyset.ts'
import { readForm } from '../../../kernel/http/form.ts'
import { notFound } from '../../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import { applicationsOf, PERMOHONAN_KEY } from '../../../domain/permohonan/alur/index.ts'
import { namedUnits } from '../../../domain/permohonan/formulir/aturan.queries.ts'
import { createChange, createDraft } from '../../../domain/permohonan/formulir/draf.service.ts'
import { type AplikasiOpd, claimable, findRunning } from '../../../domain/permohonan/formulir/permohonan.queries.ts'
import { unitsAtOrBelow } from '../../../domain/pegawai/unit/below.queries.ts'
import { visitorOf } from '../../guards.ts'
import { pagerOf } from '../../kerja.ts'
import { numberInWords } from '../../kerja.rules.ts'
import { ownUnits, requireOwn } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { rowOf } from './kata.ts'
import { HOME, pathOf, type PermohonanDependencies, ROOT } from './permohonan.ts'

const ROWS = 25
const text = z.string().trim().catch('')
const form = z.object({ csrf: text, unit: text, aplikasi: text, klien: text })

/** The applications of one's own OPD, and beginning one. */
export function daftarRoutes(dependencies: PermohonanDependencies): Route[] {
  return [
    { method: 'GET', path: '/pengembang', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/baru`, handle: (ctx) => choose(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/baru`, handle: (ctx) => begin(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: PermohonanDependencies, ctx: Context): Promise<void> {
  const now = clock.now()
  const page = await applicationsOf(database, {
    units: ownUnits(ctx, 'pengembang', 'admin-opd'), today: clock.today(), now, window: readWindow(ctx.query, PERMOHONAN_KEY, ROWS),
  })
  const waiting = page.rows.filter(({ keadaan }) => keadaan === 'draf' || keadaan === 'dikembalikan').length
  staff.page(ctx, 'pengembang/permohonan/daftar.njk', {
    judul: page.rows.length === 0 ? 'Belum ada permohonan' : waiting === 0 ? 'Tidak ada permohonan yang menunggu Anda'
      : `${numberInWords(waiting)} permohonan menunggu Anda`,
    baris: page.rows.map((row) => rowOf(row, now)), halaman: pagerOf(ctx, page),
    bolehMulai: ownUnits(ctx, 'pengembang').length > 0,
  })
}

async function choose({ staff, database, clock }: PermohonanDependencies, ctx: Context): Promise<void> {
  const reach = await unitsAtOrBelow(database, ownUnits(ctx, 'pengembang'))
  const [units, claims] = await Promise.all([namedUnits(database, reach, clock.today()), claimable(database, reach, clock.today())])
  staff.page(ctx, 'pengembang/permohonan/baru.njk', {
    judul: 'Mulai permohonan', remah: [HOME], unit: units.map(({ id, nama }) => ({ nilai: id, teks: nama })),
    klaim: claims.map(({ aplikasi_id: id, nama, host, opd }: AplikasiOpd) => ({ id, nama, host, opd })),
  })
}

async function begin(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, unit, aplikasi, klien } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const { person } = visitorOf(ctx)
  const units = ownUnits(ctx, 'pengembang')
  if (klien !== '') {
    const running = await findRunning(database, klien, clock.today())
    if (!running) throw notFound('no such client that runs')
    await requireOwn(database, { units, unitId: running.unit_id })
    return staff.done(ctx, pathOf(await createChange(dependencies, { person, clientId: klien })), 'dimulai')
  }
  const reach = await unitsAtOrBelow(database, units)
  const claimed = ID_FORM.test(aplikasi)
    ? (await claimable(database, reach, clock.today())).find((one) => one.aplikasi_id === aplikasi) : undefined
  const unitId = claimed?.unit_id ?? (await namedUnits(database, reach, clock.today())).find(({ id }) => id === unit)?.id
  if (unitId === undefined || (aplikasi !== '' && !claimed)) throw notFound('no such OPD or application of his')
  const id = await createDraft(dependencies, { person, unitId, aplikasiId: claimed?.aplikasi_id })
  staff.done(ctx, pathOf(id), 'dimulai')
}
