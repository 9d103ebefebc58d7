import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError } from '../../../kernel/lib/app-error.ts'
import { readIsian } from '../../../domain/permohonan/formulir/isian.schema.ts'
import { openTrial } from '../../../domain/permohonan/formulir/uji.service.ts'
import { visitorOf } from '../../guards.ts'
import type { Route } from '../../route.ts'
import { clientPath } from '../klien.ts'
import { byField } from './isian.routes.ts'
import { HOME, ownApplication, pathOf, type PermohonanDependencies, ROOT, titleOf } from './permohonan.ts'

const form = z.object({ csrf: z.string().catch(''), penguji: z.string().catch('') })
const MOST_TESTERS = 50

/** The trial of an application, at once: a page that says what it comes to, and one form. */
export function ujiRoutes(dependencies: PermohonanDependencies): Route[] {
  return [
    { method: 'GET', path: `${ROOT}/:id/uji`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/uji`, handle: (ctx) => open(dependencies, ctx) },
  ]
}

async function show(
  dependencies: PermohonanDependencies, ctx: Context, failed?: { penguji: string; galat: Record<string, string> },
): Promise<void> {
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  if (permohonan.jenis !== 'baru') throw new AppError('permohonan-terkunci', 409)
  if (failed) ctx.status = 400
  const { penguji, ...others } = failed?.galat ?? {}
  dependencies.staff.page(ctx, 'pengembang/permohonan/uji.njk', {
    judul: 'Buka uji coba', remah: [HOME, { judul: titleOf(permohonan), href: pathOf(permohonan.id) }],
    alamat: pathOf(permohonan.id), uri: readIsian(permohonan.isi).uriUji, penguji: failed?.penguji,
    galat: penguji === undefined ? {} : { penguji }, halangan: Object.values(others), gagal: failed !== undefined,
  })
}

async function open(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff } = dependencies
  const { csrf, penguji } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const nips = penguji.split(/\r?\n/).map((one) => one.trim()).filter((one) => one !== '').slice(0, MOST_TESTERS)
  const opened = await openTrial(dependencies, { id: permohonan.id, oleh: visitorOf(ctx).person.id, nips })
  if (!opened.ok) return show(dependencies, ctx, { penguji, galat: byField(opened.mistakes) })
  staff.done(ctx, clientPath(opened.clientId), 'uji')
}
