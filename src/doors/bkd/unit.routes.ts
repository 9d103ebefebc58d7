import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { allUnits, borneBy, type DirectoryUnit } from '../../domain/pegawai/unit/directory.queries.ts'
import { isAlive, realCode, treeOf, type UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../domain/pegawai/unit/unit.rules.ts'
import { nameKey } from '../../domain/pegawai/unit/unit-name.rules.ts'
import { countConcerned, findReorganisation, reorganisations } from '../../domain/kepegawaian/reorganisasi/plan.queries.ts'
import { checkPlan, KINDS, type Plan } from '../../domain/kepegawaian/reorganisasi/plan.rules.ts'
import { announce, cancel } from '../../domain/kepegawaian/reorganisasi/reorganisation.service.ts'
import { dayInWords, numberInWords } from '../kerja.rules.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { mappingOf } from './pemetaan.routes.ts'
import {
  changeForm, KIND_WORDS, mistakesByInput, planOf, presentBorne, presentChange, presentUnit, successorChoices,
} from './unit.rules.ts'

const MOST = 100
const CHANGES = 20
const CRUMBS = [{ judul: 'Unit kerja', href: '/bkd/unit' }]

/** The tree of units with their names and codes, and their reorganisation: announced here, done by itself on the day. */
export function unitRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/unit', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/unit/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/bkd/unit/:id/ubah', handle: (ctx) => plan(dependencies, ctx) },
    { method: 'POST', path: '/bkd/unit/:id/ubah', handle: (ctx) => confirm(dependencies, ctx) },
    { method: 'GET', path: '/bkd/unit/perubahan/:id', handle: (ctx) => askCancel(dependencies, ctx) },
    { method: 'POST', path: '/bkd/unit/perubahan/:id', handle: (ctx) => doCancel(dependencies, ctx) },
  ]
}

const idOf = (ctx: Context): string => (ctx['params'] as { id: string }).id

async function treeToday({ database, clock }: BkdDependencies): Promise<UnitTree> {
  return treeOf(await allUnits(database, clock.today()))
}

async function list(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const [tree, changes] = await Promise.all([treeToday(dependencies), reorganisations(database, CHANGES)])
  const cari = firstOf(ctx.query['cari']).trim().slice(0, 100)
  const key = nameKey(cari)
  const found = tree.units.filter((unit) => key === '' ? isOpdKind(unit.jenis)
    : nameKey(unit.nama).includes(key) || realCode(unit)?.startsWith(cari) === true)
  staff.page(ctx, 'bkd/unit.njk', {
    cari, lebih: found.length > MOST, baris: found.slice(0, MOST).map((unit) => presentUnit(unit, tree, clock.today())),
    perubahan: changes.map((change) => presentChange(change, tree)),
  })
}

/** @throws AppError 404 */
function unitOf(tree: UnitTree, ctx: Context): DirectoryUnit {
  const unit = tree.get(idOf(ctx))
  if (!unit) throw notFound()
  return unit
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const tree = await treeToday(dependencies)
  const unit = unitOf(tree, ctx)
  staff.page(ctx, 'bkd/unit-satu.njk', {
    judul: unit.nama, remah: CRUMBS, jenis: unit.jenis, kodeUnit: realCode(unit), alamat: `/bkd/unit/${unit.id}`,
    induk: tree.chainOf(unit.id).slice(1).map(({ id, nama }) => ({ href: `/bkd/unit/${id}`, teks: nama })),
    tutup: unit.valid_to === null ? null : dayInWords(unit.valid_to), penerus: tree.get(unit.successor_id ?? '')?.nama,
    bagian: tree.childrenOf(unit.id).map((part) => presentUnit(part, tree, clock.today())),
    riwayat: (await borneBy(database, unit.id)).map(presentBorne),
  })
}

/** The form, with what is wrong beside each field when somebody has filled it in. */
function showForm(
  { staff, clock }: BkdDependencies, ctx: Context,
  { unit, tree, values, galat }: { unit: DirectoryUnit; tree: UnitTree; values: Record<string, unknown>; galat: Record<string, string> },
): void {
  const today = clock.today()
  const penerus = successorChoices(unit, tree, today)
  if (Object.keys(galat).length > 0) ctx.status = 400
  staff.page(ctx, 'bkd/unit-ubah.njk', {
    judul: `Ubah ${unit.nama}`, remah: [...CRUMBS, { judul: unit.nama, href: `/bkd/unit/${unit.id}` }], action: `/bkd/unit/${unit.id}/ubah`,
    isian: values, galat, gagal: Object.keys(galat).length > 0,
    jenis: KINDS.map((nilai) => ({ nilai, teks: KIND_WORDS[nilai] })), penerus: [{ nilai: '', teks: 'Pilih unit' }, ...penerus],
    bagian: tree.childrenOf(unit.id).filter((part) => isAlive(part, today)).map(({ id, nama }) => ({ id: `bagian-${id}`, nama })),
    tujuan: [{ nilai: '', teks: 'Unit penerus utama' }, ...penerus],
  })
}

async function plan(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { clock } = dependencies
  const tree = await treeToday(dependencies)
  const unit = unitOf(tree, ctx)
  const values = changeForm.parse(ctx.query)
  if (firstOf(ctx.query['periksa']) === '') return showForm(dependencies, ctx, { unit, tree, values, galat: {} })
  const wanted = planOf(unit.id, values)
  const galat = mistakesByInput(checkPlan(wanted, tree, clock.today()))
  if (Object.keys(galat).length > 0) return showForm(dependencies, ctx, { unit, tree, values, galat })
  await preview(dependencies, ctx, { unit, tree, wanted })
}

async function preview(
  { staff, database }: BkdDependencies, ctx: Context,
  { unit, tree, wanted }: { unit: DirectoryUnit; tree: UnitTree; wanted: Plan },
): Promise<void> {
  const { jenis, berlaku, dasar, namaBaru = '', penerusId = '', bagian = [] } = wanted
  const counts = jenis === 'nama' ? undefined : await countConcerned(database, unit.id, berlaku)
  staff.page(ctx, 'bkd/unit-pratinjau.njk', {
    judul: `Periksa perubahan ${unit.nama}`, remah: [...CRUMBS, { judul: unit.nama, href: `/bkd/unit/${unit.id}` }],
    action: `/bkd/unit/${unit.id}/ubah`, kembali: `/bkd/unit/${unit.id}/ubah?${ctx.querystring.replace(/&?periksa=1/, '')}`,
    jenis: KIND_WORDS[jenis], hari: dayInWords(berlaku), dasar, nama: namaBaru, penerus: tree.get(penerusId)?.nama,
    bagian: bagian.map(({ bagianId, penerusId: to }) => [tree.get(bagianId)?.nama ?? '', tree.get(to)?.nama ?? '']),
    hitungan: counts && [
      ['Orang di unit ini', counts.pegawai], ['Orang di bagian di bawahnya', counts.pegawai_bagian],
      ['Penugasan', counts.penugasan], ['Aplikasi', counts.aplikasi], ['Peran yang terikat unit ini', counts.peran],
    ].map(([apa, jumlah]) => [apa, numberInWords(Number(jumlah))]),
    isian: [
      ['jenis', jenis], ['penerus', penerusId], ['nama', namaBaru], ['berlaku', berlaku], ['dasar', dasar],
      ...bagian.map(({ bagianId, penerusId: to }) => [`bagian-${bagianId}`, to]),
    ],
  })
}

async function confirm(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, ...values } = await readForm(ctx, changeForm)
  dependencies.staff.check(ctx, csrf)
  const tree = await treeToday(dependencies)
  const unit = unitOf(tree, ctx)
  const outcome = await announce(mappingOf(dependencies, ctx), planOf(unit.id, { csrf, ...values }))
  if (outcome.ok) return dependencies.staff.done(ctx, '/bkd/unit', 'diumumkan')
  showForm(dependencies, ctx, { unit, tree, values, galat: mistakesByInput(outcome.errors) })
}

async function askCancel(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const change = await findReorganisation(dependencies.database, idOf(ctx))
  if (!change) throw notFound()
  const tree = await treeToday(dependencies)
  dependencies.staff.page(ctx, 'bkd/unit-batal.njk', {
    judul: `Batalkan perubahan ${tree.get(change.unit_id)?.nama ?? ''}`, remah: CRUMBS, action: ctx.path,
    jenis: KIND_WORDS[change.jenis], hari: dayInWords(change.berlaku), dasar: change.dasar,
    bisa: change.diterapkan_at === null && change.dibatalkan_at === null,
  })
}

const csrfForm = z.object({ csrf: z.string().catch('') })

async function doCancel(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, csrfForm)
  dependencies.staff.check(ctx, csrf)
  if (!await findReorganisation(dependencies.database, idOf(ctx))) throw notFound()
  const done = await cancel(mappingOf(dependencies, ctx), idOf(ctx))
  dependencies.staff.done(ctx, '/bkd/unit', done ? 'dibatalkan' : 'terlambat')
}
