import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { findInactive, findWaves, type Gelombang } from '../../domain/accounts/aktivasi/gelombang.queries.ts'
import { beginWave, MOST_REMINDED, remindWave } from '../../domain/accounts/aktivasi/gelombang.service.ts'
import { inReach, jangkauanOf, unitsInReach } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { findOrang } from '../../domain/accounts/pembantu/orang.queries.ts'
import { isAlive, type UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { presentWave, waveRow } from './gelombang.rules.ts'
import { idOf, type PembantuDependencies, reachOf, unitTree } from './meja.ts'
import { MOST_LETTERS, printLetters } from './surat.ts'

const ROOT = '/pembantu/gelombang'
/** Of a wave on its page; letters are printed in the same order. */
const SHOWN = 200

const WORDS: Readonly<Record<string, string>> = {
  dibuat: 'Gelombang dibuat. Cetak surat, atau kirim pengingat lewat surel.',
  diingatkan: 'Pengingat dikirim kepada mereka yang alamat surelnya dapat dipakai.',
}

const text = z.string().trim().catch('')
const plainForm = z.object({ csrf: text })
const waveForm = z.object({ csrf: text, unit: text })
const letterForm = z.object({ csrf: text, lagi: text })

/** Waves: whoever of a unit has no account yet is invited by letter or reminded by e-mail. */
export function gelombangRoutes(dependencies: PembantuDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'POST', path: ROOT, handle: (ctx) => begin(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/surat`, handle: (ctx) => print(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/ingatkan`, handle: (ctx) => remind(dependencies, ctx) },
  ]
}

/** Units that a wave of the visitor may be about. */
function choices(tree: UnitTree, ctx: Context, today: string): { nilai: string; teks: string }[] {
  const reach = reachOf(ctx)
  return tree.units.filter((unit) => isAlive(unit, today) && inReach(reach, tree.chainOf(unit.id)))
    .map(({ id, nama }) => ({ nilai: id, teks: nama }))
}

async function list(dependencies: PembantuDependencies, ctx: Context, galat?: string): Promise<void> {
  const { staff, database, clock } = dependencies
  const tree = await unitTree(dependencies)
  const waves = await findWaves(database, { unitIds: unitsInReach(tree, reachOf(ctx), clock.today()) })
  if (galat !== undefined) ctx.status = 400
  staff.page(ctx, 'pembantu/gelombang.njk', {
    judul: waves.length === 0 ? 'Belum ada gelombang ajakan' : 'Gelombang ajakan aktivasi',
    baris: waves.map((wave) => waveRow(wave, tree)), unit: choices(tree, ctx, clock.today()), boleh: mayPrint(ctx), galat,
  })
}

/** An admin of the OPD looks on; the helper acts. */
const mayPrint = (ctx: Context): boolean => visitorOf(ctx).roles.some(({ role }) => role === 'helper-mfa')

async function begin(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, unit } = await readForm(ctx, waveForm)
  staff.check(ctx, csrf)
  const today = clock.today()
  const tree = await unitTree(dependencies)
  const reach = jangkauanOf(visitorOf(ctx).roles, ['helper-mfa'])
  if (!tree.get(unit) || !inReach(reach, tree.chainOf(unit))) return list(dependencies, ctx, 'Pilih unit Anda.')
  const unitIds = unitsInReach(tree, reach, today, unit) ?? []
  const id = await beginWave({ database, clock }, { unitId: unit, unitIds, oleh: visitorOf(ctx).person.id })
  if (id === undefined) return list(dependencies, ctx, 'Semua orang di unit ini sudah aktif.')
  staff.done(ctx, `${ROOT}/${id}`, 'dibuat')
}

/** @throws AppError 404 for a wave of others */
async function waveOf(
  { database, clock }: PembantuDependencies, ctx: Context, tree: UnitTree, reach = reachOf(ctx),
): Promise<Gelombang> {
  const [wave] = await findWaves(database, { unitIds: unitsInReach(tree, reach, clock.today()), id: idOf(ctx) })
  if (!wave) throw notFound('no such wave in reach')
  return wave
}

async function show(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const tree = await unitTree(dependencies)
  const wave = await waveOf(dependencies, ctx, tree)
  const people = await peopleOf(dependencies, ctx, tree, wave.id, SHOWN)
  dependencies.staff.page(ctx, 'pembantu/gelombang-satu.njk', {
    ...presentWave(wave, people, tree), boleh: mayPrint(ctx), sekali: { surat: MOST_LETTERS, ingatkan: MOST_REMINDED },
    kabar: WORDS[firstOf(ctx.query['pesan'])], remah: [{ judul: 'Gelombang ajakan', href: ROOT }],
  })
}

/** Those of a wave who have no account yet and are still in reach. */
async function peopleOf(
  { database, clock }: PembantuDependencies, ctx: Context, tree: UnitTree, id: string, limit: number,
) {
  const today = clock.today()
  return findOrang(database, {
    today, at: clock.now(), unitIds: unitsInReach(tree, reachOf(ctx), today), ids: await findInactive(database, id),
    belumAktif: true, limit,
  })
}

/** Whoever has a letter that is still good gets no other, unless that is asked for: the one that he has would be void. */
async function print(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { csrf, lagi } = await readForm(ctx, letterForm)
  dependencies.staff.check(ctx, csrf)
  const tree = await unitTree(dependencies)
  const { id } = await waveOf(dependencies, ctx, tree, jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']))
  const people = await peopleOf(dependencies, ctx, tree, id, 10_000)
  return printLetters(dependencies, ctx, lagi === '' ? people.filter(({ bersurat }) => !bersurat) : people, `${ROOT}/${id}`)
}

async function remind(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  staff.check(ctx, (await readForm(ctx, plainForm)).csrf)
  const tree = await unitTree(dependencies)
  const { id } = await waveOf(dependencies, ctx, tree, jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']))
  await remindWave({ database, clock }, { id, oleh: visitorOf(ctx).person.id })
  staff.done(ctx, `${ROOT}/${id}`, 'diingatkan')
}
