import type { Context } from 'koa'
import { z } from 'zod'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { opdChoices } from '../../domain/kepegawaian/choices.service.ts'
import {
  findLastDay, findOutside, historyOf, listOutside, OUTSIDE_STATUS, type OutsideFilter,
} from '../../domain/kepegawaian/tanpa-nip/list.queries.ts'
import { proposePerson } from '../../domain/kepegawaian/tanpa-nip/propose.service.ts'
import type { UsulanInput, UsulanMistakes } from '../../domain/kepegawaian/tanpa-nip/usulan.rules.ts'
import type { Petugas } from '../../domain/kepegawaian/petugas.ts'
import { findPersonToday } from '../../domain/pegawai/person.queries.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { asked, idOf, petugasOf } from './petugas.ts'
import { KATEGORI_OPTIONS, MESSAGES, STATUS, usulanSentences } from './tanpa-nip.kata.ts'
import { outsideRows, presentOutsidePerson, presentUsulan } from './tanpa-nip.rules.ts'

const ROOT = '/bkd/tanpa-nip'
const ROWS = 25

const text = z.string().trim().catch('')
const personForm = z.object({
  csrf: text, kategori: text, unit: text, nama: text, gelarDepan: text, gelarBelakang: text, lahir: text, kelamin: text,
  surel: text, jabatan: text, dasar: text, sampai: text,
})

/** People without a NIP: the list, what is asked for, a person with his history, and entering one. */
export function tanpaNipRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/baru`, handle: (ctx) => showForm(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/baru`, handle: (ctx) => propose(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/orang/:orang`, handle: (ctx) => showPerson(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const status = asked(ctx, 'status')
  const saringan: OutsideFilter = {
    status: OUTSIDE_STATUS.find((one) => one === status) ?? '', kategori: asked(ctx, 'kategori'), cari: asked(ctx, 'cari'),
  }
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], ROWS)
  const page = await listOutside(database, petugasOf(ctx), saringan, window, clock.today())
  staff.page(ctx, 'bkd/tanpa-nip.njk', {
    baris: outsideRows(page.rows), halaman: pagerOf(ctx, page), saringan, kategori: KATEGORI_OPTIONS,
    status: OUTSIDE_STATUS.map((nilai) => ({ nilai, teks: STATUS[nilai].teks })),
  })
}

async function showForm(
  { staff, database, clock }: BkdDependencies, ctx: Context, failed?: { values: UsulanInput; galat: UsulanMistakes },
): Promise<void> {
  const opds = await opdChoices({ database, clock, petugas: petugasOf(ctx) })
  if (failed) ctx.status = 400
  staff.page(ctx, 'bkd/tanpa-nip-baru.njk', {
    kategori: KATEGORI_OPTIONS, opd: opds.map(({ id, nama }) => ({ nilai: id, teks: nama })),
    nilai: failed?.values ?? { kategori: 'tenaga-ahli' }, galat: usulanSentences(failed?.galat ?? {}),
  })
}

async function propose(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, ...values } = await readForm(ctx, personForm)
  staff.check(ctx, csrf)
  const proposed = await proposePerson({ database, clock, petugas: petugasOf(ctx) }, values)
  if (!proposed.ok) return showForm(dependencies, ctx, { values, galat: proposed.galat })
  staff.done(ctx, `${ROOT}/${proposed.id}`, 'dicatat')
}

async function show({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const petugas = petugasOf(ctx)
  const usulan = await findOutside(database, petugas, idOf(ctx, 'id'), clock.today())
  if (!usulan) throw notFound('nothing asked for in reach')
  staff.page(ctx, 'bkd/tanpa-nip-satu.njk', { ...presentUsulan(usulan, petugas), kabar: MESSAGES[asked(ctx, 'pesan')] })
}

/** @returns a person without a NIP whose OPD is in reach, with his last day */
export async function outsidePersonOf(
  { database, clock }: BkdDependencies, { isBkd, unitIds }: Petugas, id: string,
): Promise<{ person: PersonToday; lastDay: string }> {
  const [person, lastDay] = await Promise.all([findPersonToday(database, id, clock.today()), findLastDay(database, id)])
  if (!person || lastDay === undefined || !(isBkd || person.unitChain.some((unit) => unitIds.includes(unit.id)))) {
    throw notFound('no such person in reach')
  }
  return { person, lastDay }
}

async function showPerson(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const { person, lastDay } = await outsidePersonOf(dependencies, petugasOf(ctx), idOf(ctx, 'orang'))
  const acts = await historyOf(database, person.id)
  staff.page(ctx, 'bkd/tanpa-nip-orang.njk', {
    ...presentOutsidePerson(person, lastDay, acts), kabar: MESSAGES[asked(ctx, 'pesan')],
  })
}
