import type { Context } from 'koa'
import { z } from 'zod'
import { findOwnFactors, type OwnFactors } from '../../domain/mfa/own.queries.ts'
import { issueRecoveryCodes } from '../../domain/mfa/pemulihan/kode.service.ts'
import { renameOwnFactor } from '../../domain/mfa/rename.service.ts'
import { removeOwnFactor } from '../../domain/sessions/remove-factor.service.ts'
import type { FaktorToday } from '../../domain/pegawai/person.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language } from '../../kernel/http/locale.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type FaktorDependencies, provenFactors } from './bukti.ts'
import { done, showAkun } from './halaman.ts'
import { instantInWords } from './kata.ts'

const form = z.object({ csrf: z.string().catch('') })
const nameForm = z.object({ csrf: z.string().catch(''), nama: z.string().catch('') })

/** One's own second factors: which there are, another set of recovery codes, and the way to take one away. */
export function faktorRoutes(dependencies: FaktorDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun/faktor', handle: (ctx) => show(dependencies, ctx) },
    // Where the language link of a card leads, and a page that is loaded again.
    { method: 'GET', path: '/akun/faktor/kode', handle: (ctx) => { done(ctx, '/akun/faktor') } },
    { method: 'POST', path: '/akun/faktor/kode', handle: (ctx) => drawCard(dependencies, ctx) },
    { method: 'GET', path: '/akun/faktor/:id/nama', handle: (ctx) => askForName(dependencies, ctx) },
    { method: 'POST', path: '/akun/faktor/:id/nama', handle: (ctx) => rename(dependencies, ctx) },
    { method: 'GET', path: '/akun/faktor/:id/hapus', handle: (ctx) => askToRemove(dependencies, ctx) },
    { method: 'POST', path: '/akun/faktor/:id/hapus', handle: (ctx) => remove(dependencies, ctx) },
  ]
}

async function show(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const lang = language(ctx)
  const { faktor, dihentikan, kodePemulihan } = await findOwnFactors(dependencies.database, visitorOf(ctx).person.id)
  const shown = ({ id, jenis, nama, sejak }: FaktorToday) => ({ id, jenis, nama, sejak: instantInWords(sejak, lang) })
  showAkun(dependencies, ctx, 'faktor', { faktor: faktor.map(shown), dihentikan: dihentikan.map(shown), kodePemulihan })
}

/** The card is the answer to its form: the codes are nowhere else, and no page shows them again. */
async function drawCard(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, form)
  const own = await provenFactors(dependencies, ctx, csrf)
  if (!own) return
  const { person } = visitorOf(ctx)
  if (own.faktor.length === 0) return done(ctx, '/akun/faktor', 'kode-tanpa-faktor')
  const kodeKartu = await issueRecoveryCodes(dependencies, person.id)
  showAkun(dependencies, ctx, 'kartu', {
    kodeKartu, nama: person.nama, saat: instantInWords(dependencies.clock.now(), language(ctx)),
  })
}

/** @throws AppError 404 for what is none of his */
function chosen(ctx: Context, { faktor, dihentikan }: OwnFactors): FaktorToday {
  const { id } = ctx['params'] as { id: string }
  const found = [...faktor, ...dihentikan].find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

async function askForName(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { nama } = chosen(ctx, await findOwnFactors(dependencies.database, visitorOf(ctx).person.id))
  showAkun(dependencies, ctx, 'nama', { nama, action: ctx.path, errors: {} })
}

async function rename(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf, nama } = await readForm(ctx, nameForm)
  const own = await provenFactors(dependencies, ctx, csrf)
  if (!own) return
  const isRenamed = await renameOwnFactor(dependencies, {
    pegawaiId: visitorOf(ctx).person.id, faktor: chosen(ctx, own), nama,
  })
  if (isRenamed) return done(ctx, '/akun/faktor', 'nama-diganti')
  ctx.status = 400
  showAkun(dependencies, ctx, 'nama', { nama: '', action: ctx.path, errors: { nama: { key: 'akun.nama.kosong' } } })
}

async function askToRemove(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const own = await findOwnFactors(dependencies.database, visitorOf(ctx).person.id)
  const { id, nama, jenis } = chosen(ctx, own)
  const isLast = (some: readonly FaktorToday[]): boolean => some.length === 1 && some[0]?.id === id
  showAkun(dependencies, ctx, 'hapus', {
    nama, last: isLast(own.faktor), lastPasskey: isLast(own.faktor.filter((one) => one.jenis === jenis)) && jenis === 'passkey',
    action: ctx.path,
  })
}

async function remove(dependencies: FaktorDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, form)
  const own = await provenFactors(dependencies, ctx, csrf)
  if (!own) return
  await removeOwnFactor(dependencies, { pegawaiId: visitorOf(ctx).person.id, faktor: chosen(ctx, own) })
  done(ctx, '/akun/faktor', 'faktor-dihapus')
}
