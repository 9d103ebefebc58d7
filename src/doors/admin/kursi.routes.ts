import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { badRequest, notFound } from '../../kernel/lib/app-error.ts'
import { treeOf } from '../../domain/pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../domain/pegawai/unit/unit.rules.ts'
import { SEATS } from '../../domain/accounts/role.rules.ts'
import { allSeats, findSeat, holdsOf, postsOf } from '../../domain/permohonan/kursi/daftar.queries.ts'
import { candidates } from '../../domain/permohonan/kursi/kursi.queries.ts'
import type { Mistakes, SeatInput } from '../../domain/permohonan/kursi/kursi.rules.ts'
import {
  bindSeat, chooseSubstitute, closeSeat, confirmHolder, dismissHolder,
} from '../../domain/permohonan/kursi/kursi.service.ts'
import { allHolders } from '../../domain/permohonan/kursi/pemegang.queries.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { MESSAGES, MISTAKES, SEAT_WORDS } from './kursi.kata.ts'
import { holderRows, holdRows, presentCandidates, seatRows, seatState } from './kursi.rules.ts'
import { type AdminDependencies, choicesOf, deskOf, holds, idOf, livingUnits, sentencesOf } from './petugas.ts'

const ROOT = '/admin/kursi'
const CRUMBS = [{ judul: 'Kursi', href: ROOT }]
const LONGEST_REASON = 300
const NEEDS_REASON = 'Tulis alasannya: ia tercatat dalam jejak audit.'

const text = z.string().trim().catch('')
const seatForm = z.object({ csrf: text, jenis: text, unit: text, jabatan: text, jabatanUnit: text })
const actForm = z.object({
  csrf: text, tindakan: text, orang: text, cara: text, sk: text, selesai: text, pemegang: text, pengganti: text, alasan: text,
})
type ActForm = z.infer<typeof actForm>

/** The seats of the procedure: who holds them, whom the directory proposes, and what an admin does about it. */
export function kursiRoutes(dependencies: AdminDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/baru`, handle: (ctx) => showNew(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/baru`, handle: (ctx) => bind(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id`, handle: (ctx) => act(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: AdminDependencies, ctx: Context): Promise<void> {
  const today = clock.today()
  const [seats, holders, found] = await Promise.all([allSeats(database), allHolders(database, today), candidates(database.knex, { today })])
  const waiting = new Map([...Map.groupBy(found, ({ kursi_id: id }) => id)].map(([id, rows]) => [id, rows.length]))
  const vacant = seats.filter(({ id }) => !holders.some(({ kursiId, cara }) => kursiId === id && cara !== 'pengganti')).length
  staff.page(ctx, 'admin/kursi.njk', {
    judul: vacant === 0 ? 'Semua kursi terisi' : `${vacant} kursi kosong`, baris: seatRows(seats, holders, waiting),
    calon: found.length, bolehIkat: holds(ctx, 'admin'), kabar: MESSAGES[firstOf(ctx.query['pesan'])],
  })
}

/** An OPD is chosen first: all its units and posts are too many for one list. */
async function showNew(
  dependencies: AdminDependencies, ctx: Context, failed?: { values: SeatInput; galat: Mistakes<keyof SeatInput> },
): Promise<void> {
  const { staff, database, clock } = dependencies
  const tree = treeOf(await livingUnits(dependencies))
  const opds = tree.units.filter(({ jenis }) => isOpdKind(jenis))
  const asked = firstOf(ctx.query['opd'])
  const opd = opds.find(({ id, slug }) => asked === '' ? slug === 'diskominfo' : id === asked) ?? opds[0]
  const units = tree.units.filter(({ id }) => opd !== undefined && tree.chainOf(id).some((above) => above.id === opd.id))
  const posts = await postsOf(database, units.map(({ id }) => id), clock.today())
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/kursi-baru.njk', {
    judul: 'Ikat kursi pada jabatan', remah: CRUMBS, action: `${ROOT}/baru?opd=${opd?.id ?? ''}`, opd: opd?.id, posts,
    pilihanOpd: opds.map(({ id, nama }) => ({ nilai: id, teks: nama })), pilihanUnit: choicesOf(units, 'Pilih unit'),
    jenis: SEATS.map((nilai) => ({ nilai, teks: SEAT_WORDS[nilai] })), nilai: failed?.values ?? {},
    galat: sentencesOf(failed?.galat ?? {}, MISTAKES),
  })
}

async function bind(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { csrf, ...values } = await readForm(ctx, seatForm)
  dependencies.staff.check(ctx, csrf)
  const bound = await bindSeat(deskOf(dependencies, ctx), values)
  if (!bound.ok) return showNew(dependencies, ctx, { values, galat: bound.galat })
  dependencies.staff.done(ctx, `${ROOT}/${bound.id}`, 'diikat')
}

/** @param failed what was typed, and sentences by id of the field: that of a candidate's form bears his id */
async function show(
  { staff, database, clock }: AdminDependencies, ctx: Context,
  failed?: { values: ActForm; galat: Readonly<Record<string, string>> },
): Promise<void> {
  const today = clock.today()
  const seat = await findSeat(database, idOf(ctx))
  if (!seat) throw notFound('no such seat')
  const [everybody, found, held, seats] = await Promise.all([
    allHolders(database, today), candidates(database.knex, { today, kursiId: seat.id }), holdsOf(database, seat.id), allSeats(database),
  ])
  const holders = everybody.filter(({ kursiId }) => kursiId === seat.id)
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/kursi-satu.njk', {
    judul: `${SEAT_WORDS[seat.jenis]}`, remah: CRUMBS, action: `${ROOT}/${seat.id}`, status: seatState(holders),
    rincian: [['Berbicara untuk', seat.unit], ['Jabatan', seat.jabatan], ['Unit jabatan', seat.jabatan_unit], ['Pengganti bila kosong', seat.pengganti ?? 'tidak ada']],
    pemegang: holderRows(holders), calon: presentCandidates(found), riwayat: holdRows(held, holders),
    dapatDiakhiri: held.filter(({ ended_at: ended }) => ended === null).map(({ id, nama }) => ({ nilai: id, teks: nama })),
    pilihanPengganti: [{ nilai: '', teks: 'Tidak ada pengganti' },
      ...seats.filter(({ id }) => id !== seat.id).map(({ id, jabatan }) => ({ nilai: id, teks: jabatan }))],
    pengganti: seat.pengganti_id ?? '', bolehUbah: holds(ctx, 'admin'), nilai: failed?.values ?? {}, galat: failed?.galat ?? {},
    kabar: MESSAGES[firstOf(ctx.query['pesan'])],
  })
}

async function act(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const values = await readForm(ctx, actForm)
  dependencies.staff.check(ctx, values.csrf)
  const desk = deskOf(dependencies, ctx)
  const path = `${ROOT}/${idOf(ctx)}`
  switch (values.tindakan) {
    case 'konfirmasi': return confirm(dependencies, ctx, values)
    case 'pengganti': {
      const done = await chooseSubstitute(desk, idOf(ctx), values.pengganti === '' ? null : readId(values.pengganti))
      if (!done) return show(dependencies, ctx, { values, galat: { pengganti: MISTAKES['bukan-pilihan'] } })
      return dependencies.staff.done(ctx, path, 'pengganti')
    }
    case 'akhiri': {
      if (values.alasan === '') return show(dependencies, ctx, { values, galat: { 'alasan-akhiri': NEEDS_REASON } })
      const done = await dismissHolder(desk, idOf(ctx), { id: readId(values.pemegang), alasan: values.alasan.slice(0, LONGEST_REASON) })
      return dependencies.staff.done(ctx, path, done ? 'diakhiri' : 'tidak-lagi')
    }
    case 'tutup': {
      if (values.alasan === '') return show(dependencies, ctx, { values, galat: { 'alasan-tutup': NEEDS_REASON } })
      if (!await closeSeat(desk, idOf(ctx), values.alasan.slice(0, LONGEST_REASON))) throw notFound('no such seat')
      return dependencies.staff.done(ctx, ROOT, 'ditutup')
    }
    default: await show(dependencies, ctx, { values, galat: {} })
  }
}

async function confirm(dependencies: AdminDependencies, ctx: Context, values: ActForm): Promise<void> {
  const { orang, cara, sk, selesai } = values
  const done = await confirmHolder(deskOf(dependencies, ctx), idOf(ctx), { pegawaiId: orang, cara, sk, selesai })
  if (!done) throw notFound('no such seat')
  if (done.ok) return dependencies.staff.done(ctx, `${ROOT}/${idOf(ctx)}`, 'dikonfirmasi')
  const sentences = Object.entries(sentencesOf(done.galat, MISTAKES))
  await show(dependencies, ctx, {
    values, galat: Object.fromEntries(sentences.map(([field, sentence]) => [field === 'calon' ? 'calon' : `${field}-${orang}-${cara}`, sentence])),
  })
}

/** An id that stands in a form. @throws AppError 400 for what a page of ours never writes */
function readId(value: string): string {
  const read = z.uuid().safeParse(value)
  if (!read.success) throw badRequest('no id')
  return read.data
}
