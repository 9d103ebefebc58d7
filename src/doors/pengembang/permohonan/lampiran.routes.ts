import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { readUpload } from '../../../kernel/http/upload.ts'
import { AppError, badRequest, notFound } from '../../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import { isJenisLampiran, MOST_FILE_BYTES, MOST_FILES, SALAH_BERKAS } from '../../../domain/permohonan/formulir/lampiran.rules.ts'
import { openAttachment, removeAttachment, uploadAttachment } from '../../../domain/permohonan/formulir/lampiran.service.ts'
import { visitorOf } from '../../guards.ts'
import { giveOut } from '../../lampiran.ts'
import type { Route } from '../../route.ts'
import { HOME, ownApplication, pathOf, type PermohonanDependencies, ROOT, titleOf } from './permohonan.ts'

/** The file, and what stands around it. */
const MOST_FORM_BYTES = MOST_FILE_BYTES + 64 * 1024
const text = z.string().trim().catch('')
const upload = z.object({ csrf: text, jenis: text, kembali: text })

/** Attachments of one's own application: taken, given out, taken out. */
export function lampiranRoutes(dependencies: PermohonanDependencies): Route[] {
  return [
    { method: 'POST', path: `${ROOT}/:id/lampiran`, handle: (ctx) => take(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id/lampiran/:berkas`, handle: (ctx) => give(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/lampiran/:berkas`, handle: (ctx) => remove(dependencies, ctx) },
  ]
}

async function take(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  let read
  try {
    read = await readUpload(ctx, upload, { most: MOST_FORM_BYTES })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 413)) throw error
    return refuse(dependencies, ctx, { permohonan, pesan: SALAH_BERKAS.besar })
  }
  const { fields: { csrf, jenis, kembali }, files } = read
  staff.check(ctx, csrf)
  if (!isJenisLampiran(jenis)) throw badRequest('no such kind of attachment')
  const stored = await uploadAttachment(
    { database, clock, oleh: visitorOf(ctx).person.id }, { permohonanId: permohonan.id, jenis, file: files.get('berkas') },
  )
  const pesan = stored.ok ? undefined : stored.salah === 'banyak' ? `Paling banyak ${MOST_FILES} berkas.` : SALAH_BERKAS[stored.salah]
  if (pesan !== undefined) return refuse(dependencies, ctx, { permohonan, pesan })
  staff.done(ctx, /^[a-z-]{1,30}$/.test(kembali) ? `${pathOf(permohonan.id)}/isian/${kembali}` : pathOf(permohonan.id), 'diunggah')
}

/** A page of its own: the file has to be chosen anew in any case. */
function refuse(
  { staff }: PermohonanDependencies, ctx: Context,
  { permohonan, pesan }: { permohonan: Awaited<ReturnType<typeof ownApplication>>; pesan: string },
): void {
  ctx.status = 400
  staff.page(ctx, 'pengembang/permohonan/berkas-ditolak.njk', {
    judul: 'Berkas tidak diterima', remah: [HOME, { judul: titleOf(permohonan), href: pathOf(permohonan.id) }], galat: pesan, kembali: pathOf(permohonan.id),
  })
}

function fileOfPath(ctx: Context): string {
  const { berkas = '' } = ctx['params'] as { berkas?: string }
  if (!ID_FORM.test(berkas)) throw notFound('no id')
  return berkas
}

async function give(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { database, clock } = dependencies
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang', 'admin-opd')
  const file = await openAttachment({ database, clock, oleh: visitorOf(ctx).person.id }, { permohonanId: permohonan.id, id: fileOfPath(ctx) })
  if (!file) throw notFound('no such attachment')
  giveOut(ctx, file)
}

async function remove(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf } = await readForm(ctx, z.object({ csrf: text }))
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const isGone = await removeAttachment({ database, clock, oleh: visitorOf(ctx).person.id }, { permohonanId: permohonan.id, id: fileOfPath(ctx) })
  if (!isGone) throw notFound('no such attachment')
  staff.done(ctx, pathOf(permohonan.id), 'dihapus')
}
