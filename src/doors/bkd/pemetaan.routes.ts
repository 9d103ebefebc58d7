import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import {
  decisions, findDecision, findWaitingUnit, waitingPeople, type WaitingUnit, waitingUnits,
} from '../../domain/kepegawaian/pemetaan/mapping.queries.ts'
import {
  mapUnits, type MappingContext, sureUnits, takeBackMapping, unitChoices,
} from '../../domain/kepegawaian/pemetaan/mapping.service.ts'
import { suggest } from '../../domain/kepegawaian/pemetaan/suggestion.rules.ts'
import { visitorOf } from '../guards.ts'
import { firstOf, pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { choiceOf, presentDecision, presentPerson, presentSure, presentWaiting, presentWaitingUnit } from './pemetaan.rules.ts'

const UNITS = 20
const PEOPLE = 50
const DECISIONS = 50
const FOUND = 20

/** The mapping of units that a source names and nobody knows, and every decision with its way back. */
export function pemetaanRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/pemetaan', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pemetaan/unit', handle: (ctx) => choose(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pemetaan/unit', handle: (ctx) => map(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pemetaan/pasti', handle: (ctx) => previewSure(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pemetaan/pasti', handle: (ctx) => mapSure(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pemetaan/riwayat', handle: (ctx) => history(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pemetaan/riwayat/:id', handle: (ctx) => askBack(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pemetaan/riwayat/:id', handle: (ctx) => takeBack(dependencies, ctx) },
  ]
}

/** On behalf of whom a decision is made. */
export const mappingOf = ({ database, clock }: BkdDependencies, ctx: Context): MappingContext =>
  ({ database, clock, actor: `pegawai:${visitorOf(ctx).person.id}` })

const CRUMBS = [{ judul: 'Pemetaan', href: '/bkd/pemetaan' }]

async function list({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const [orang, sumber, externalId] = readWindow(ctx.query, [KEY_PARTS.number, /^.{1,50}$/, /^.{1,300}$/], UNITS).from ?? []
  const after = orang !== undefined && sumber !== undefined && externalId !== undefined
    ? { orang: Number(orang), sumber, externalId } : undefined
  const [found, { byId, index }] = await Promise.all([
    waitingUnits(database, { after, most: UNITS + 1 }), unitChoices({ database, clock }),
  ])
  const units = found.slice(0, UNITS)
  const last = found.length > UNITS ? units.at(-1) : undefined
  staff.page(ctx, 'bkd/pemetaan.njk', {
    judul: units.length === 0 ? 'Semua unit dikenal' : 'Unit yang belum dikenal',
    baris: units.map((unit) => presentWaiting(unit, suggest({ externalId: unit.external_id, nama: unit.nama }, index, 1), byId)),
    pasti: (await sureUnits({ database }, index)).length,
    tautan: pagerOf(ctx, {
      isLater: after !== undefined, ...(last && { next: [String(last.orang), last.sumber, last.external_id] }),
    }),
  })
}

/** @throws AppError 404 when nothing of this name waits */
async function waitingOf({ database }: BkdDependencies, { sumber, id }: { sumber: string; id: string }): Promise<WaitingUnit> {
  const unit = sumber === '' || id === '' ? undefined : await findWaitingUnit(database, sumber, id)
  if (!unit) throw notFound()
  return unit
}

async function choose(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const unit = await waitingOf(dependencies, { sumber: firstOf(ctx.query['sumber']), id: firstOf(ctx.query['id']) })
  const { byId, index } = await unitChoices(dependencies)
  const cari = firstOf(ctx.query['cari']).trim().slice(0, 100)
  const chosen = byId.get(firstOf(ctx.query['pilih']))
  const people = await waitingPeople(database, { sumber: unit.sumber, externalId: unit.external_id, most: PEOPLE })
  const wanted = cari === '' ? { externalId: unit.external_id, nama: unit.nama } : { externalId: cari, nama: cari }
  staff.page(ctx, 'bkd/pemetaan-unit.njk', {
    ...presentWaitingUnit(unit), remah: CRUMBS, cari,
    pilihan: suggest(wanted, index, FOUND).flatMap((one) => choiceOf(one, byId)),
    terpilih: chosen && { id: chosen.id, nama: chosen.nama, opd: chosen.opd }, orang: people.map(presentPerson),
    lebih: Math.max(0, unit.orang - people.length),
  })
}

const unitForm = z.object({
  csrf: z.string().catch(''), sumber: z.string().catch(''), id: z.string().catch(''), unit: z.string().catch(''),
})

async function map(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, unit: unitId, ...key } = await readForm(ctx, unitForm)
  dependencies.staff.check(ctx, csrf)
  const { sumber, external_id: externalId } = await waitingOf(dependencies, key)
  const mapped = ID_FORM.test(unitId) ? await mapUnits(mappingOf(dependencies, ctx), [{ sumber, externalId, unitId }]) : []
  dependencies.staff.done(ctx, '/bkd/pemetaan', mapped.length > 0 ? 'dipetakan' : 'tidak-dipetakan')
}

async function previewSure({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const { byId, index } = await unitChoices({ database, clock })
  const pairs = await sureUnits({ database }, index)
  staff.page(ctx, 'bkd/pemetaan-pasti.njk', { remah: CRUMBS, ...presentSure(pairs, byId) })
}

const sureForm = z.object({
  csrf: z.string().catch(''), pasangan: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
})

/** What was shown and still is sure: what changed between look and yes is left for another look. */
async function mapSure(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, pasangan } = await readForm(ctx, sureForm)
  dependencies.staff.check(ctx, csrf)
  const { index } = await unitChoices(dependencies)
  const shown = new Set(pasangan)
  const pairs = (await sureUnits(dependencies, index)).map(({ waiting, suggestion }) =>
    ({ sumber: waiting.sumber, externalId: waiting.external_id, unitId: suggestion.id }))
    .filter(({ sumber, externalId, unitId }) => shown.has(`${sumber} ${externalId} ${unitId}`))
  const mapped = pairs.length === 0 ? [] : await mapUnits(mappingOf(dependencies, ctx), pairs)
  dependencies.staff.done(ctx, '/bkd/pemetaan', mapped.length > 0 ? 'dipetakan' : 'tidak-dipetakan')
}

async function history({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const [at, id] = readWindow(ctx.query, [KEY_PARTS.milliseconds, KEY_PARTS.uuid], DECISIONS).from ?? []
  const before = at !== undefined && id !== undefined ? { at: new Date(at), id } : undefined
  const found = await decisions(database, { before, most: DECISIONS + 1, today: clock.today() })
  const rows = found.slice(0, DECISIONS)
  const last = found.length > DECISIONS ? rows.at(-1) : undefined
  staff.page(ctx, 'bkd/pemetaan-riwayat.njk', {
    remah: CRUMBS, baris: rows.map(presentDecision),
    tautan: pagerOf(ctx, { isLater: before !== undefined, ...(last && { next: [last.at.toISOString(), last.id] }) }),
  })
}

async function askBack({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const { id } = ctx['params'] as { id: string }
  const decision = await findDecision(database, id, clock.today())
  if (!decision) throw notFound()
  staff.page(ctx, 'bkd/pemetaan-batal.njk', {
    remah: [...CRUMBS, { judul: 'Riwayat', href: '/bkd/pemetaan/riwayat' }], action: ctx.path,
    jenis: decision.jenis, nama: decision.nama ?? decision.external_id, sasaran: decision.sasaran_nama,
    batal: decision.dibatalkan_at !== null,
  })
}

const csrfForm = z.object({ csrf: z.string().catch('') })

async function takeBack(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { id } = ctx['params'] as { id: string }
  const { csrf } = await readForm(ctx, csrfForm)
  dependencies.staff.check(ctx, csrf)
  if (!await findDecision(dependencies.database, id, dependencies.clock.today())) throw notFound()
  const taken = await takeBackMapping(mappingOf(dependencies, ctx), id)
  dependencies.staff.done(ctx, '/bkd/pemetaan/riwayat', taken ? 'dibatalkan' : 'sudah-dibatalkan')
}
