import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { findRole } from '../../domain/accounts/peran/daftar.queries.ts'
import { findUsulan } from '../../domain/accounts/peran/usulan.queries.ts'
import { endRole, giveProposed, refuseProposed } from '../../domain/accounts/peran/usulan.service.ts'
import { LONGEST_REASON } from '../../domain/accounts/peran/usulan.rules.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import { ROLE_WORDS } from '../role-needed.ts'
import type { Route } from '../route.ts'
import { ENDED, MESSAGES, REFUSALS } from './peran.kata.ts'
import { presentUsulan } from './peran.rules.ts'
import { type AdminDependencies, deskOf, holds, idOf } from './petugas.ts'

const ROOT = '/admin/peran'
const CRUMBS = [{ judul: 'Peran', href: ROOT }]
const NEEDS_REASON = 'Tulis alasannya: ia tercatat dalam jejak audit.'

const text = z.string().trim().catch('')
const answerForm = z.object({ csrf: text, jawaban: text, alasan: text })
const endForm = z.object({ csrf: text, alasan: text })

/** The word of the second person about a proposed role, and taking a role away. */
export function peranPutusanRoutes(dependencies: AdminDependencies): Route[] {
  return [
    { method: 'GET', path: `${ROOT}/usulan/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/usulan/:id`, handle: (ctx) => answer(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id/akhiri`, handle: (ctx) => askEnd(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/akhiri`, handle: (ctx) => end(dependencies, ctx) },
  ]
}

async function show(
  { staff, database }: AdminDependencies, ctx: Context, failed?: { alasan: string; galat: Record<string, string> },
): Promise<void> {
  const usulan = await findUsulan(database, idOf(ctx))
  if (!usulan) throw notFound('no such proposal')
  const me = visitorOf(ctx).person.id
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/peran-usulan.njk', {
    judul: `Usulan peran untuk ${usulan.nama}`, remah: CRUMBS, action: `${ROOT}/usulan/${usulan.id}`, ...presentUsulan(usulan),
    bolehJawab: usulan.keadaan === 'menunggu' && holds(ctx, 'admin', 'keamanan'),
    sendiri: usulan.diusulkan_oleh === me || usulan.pegawai_id === me,
    alasan: failed?.alasan, galat: failed?.galat ?? {}, kabar: MESSAGES[firstOf(ctx.query['pesan'])],
  })
}

async function answer(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { csrf, jawaban, alasan } = await readForm(ctx, answerForm)
  dependencies.staff.check(ctx, csrf)
  const [desk, id] = [deskOf(dependencies, ctx), idOf(ctx)]
  if (jawaban !== 'setuju') return refuse(dependencies, ctx, { jawaban, alasan })
  const given = await giveProposed(desk, id)
  if (given === 'tidak-ada') throw notFound('no such proposal')
  if (given !== 'diberikan') return show(dependencies, ctx, { alasan, galat: { setuju: REFUSALS[given] } })
  dependencies.staff.done(ctx, `${ROOT}/usulan/${id}`, 'diberikan')
}

async function refuse(
  dependencies: AdminDependencies, ctx: Context, { jawaban, alasan }: { jawaban: string; alasan: string },
): Promise<void> {
  const id = idOf(ctx)
  if (jawaban !== 'tolak') return show(dependencies, ctx, { alasan, galat: { setuju: 'Setujui atau tolak.' } })
  if (alasan === '') return show(dependencies, ctx, { alasan, galat: { alasan: NEEDS_REASON } })
  if (!await refuseProposed(deskOf(dependencies, ctx), id, alasan.slice(0, LONGEST_REASON))) {
    return show(dependencies, ctx, { alasan, galat: { setuju: REFUSALS['sudah-diputus'] } })
  }
  dependencies.staff.done(ctx, `${ROOT}/usulan/${id}`, 'ditolak')
}

async function askEnd({ staff, database, clock }: AdminDependencies, ctx: Context, failed?: { alasan: string; galat: string }): Promise<void> {
  const role = await findRole(database, idOf(ctx), clock.today())
  if (!role) throw notFound('no such role')
  if (failed) ctx.status = 400
  staff.page(ctx, 'admin/peran-akhiri.njk', {
    judul: `Cabut peran ${ROLE_WORDS[role.role].nama} dari ${role.nama}?`, action: `${ROOT}/${role.id}/akhiri`, batal: ROOT,
    remah: [...CRUMBS, { judul: role.nama, href: `${ROOT}/orang/${role.pegawai_id}` }], unit: role.unit,
    alasan: failed?.alasan, galat: failed ? { alasan: failed.galat } : {},
  })
}

async function end(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { csrf, alasan } = await readForm(ctx, endForm)
  dependencies.staff.check(ctx, csrf)
  if (alasan === '') return askEnd(dependencies, ctx, { alasan, galat: NEEDS_REASON })
  const ended = await endRole(deskOf(dependencies, ctx), idOf(ctx), alasan.slice(0, LONGEST_REASON))
  if (ended === 'tidak-ada') throw notFound('no such role')
  if (ended !== 'dicabut') return askEnd(dependencies, ctx, { alasan, galat: ENDED[ended] })
  dependencies.staff.done(ctx, ROOT, 'dicabut')
}
