import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import { checkForm, mayEdit, saveDraft } from '../../../domain/permohonan/formulir/draf.service.ts'
import { type Isian, readIsian } from '../../../domain/permohonan/formulir/isian.schema.ts'
import { attachmentsOf } from '../../../domain/permohonan/formulir/lampiran.queries.ts'
import { JENIS_LAMPIRAN } from '../../../domain/permohonan/formulir/lampiran.rules.ts'
import type { Kesalahan, Permohonan } from '../../../domain/permohonan/permohonan.ts'
import type { Route } from '../../route.ts'
import { readRule, rulePage } from './aturan.ts'
import { BAGIAN, bagianOf, placeOf } from './bagian.ts'
import { type Bagian, inputOf } from './kolom.ts'
import { attachmentRow } from './lampiran.kata.ts'
import { HOME, ownApplication, pathOf, type PermohonanDependencies, ROOT, titleOf } from './permohonan.ts'
import { textOf } from './teks.ts'

const form = z.looseObject({ csrf: z.string().catch(''), revisi: z.string().regex(/^\d{1,9}$/).catch('0'), lanjut: z.string().catch('') })

/** The form, part by part: each a page with its own save; what is wrong or worth knowing stands beside its field. */
export function isianRoutes(dependencies: PermohonanDependencies): Route[] {
  const path = `${ROOT}/:id/isian/:bagian`
  return [
    { method: 'GET', path, handle: (ctx) => open(dependencies, ctx) },
    { method: 'POST', path, handle: (ctx) => save(dependencies, ctx) },
  ]
}

function partOf(ctx: Context): Bagian {
  const { bagian: kunci = '' } = ctx['params'] as { bagian?: string }
  const bagian = bagianOf(kunci)
  if (!bagian) throw notFound('no such part')
  return bagian
}

async function open(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const bagian = partOf(ctx)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  if (!mayEdit(permohonan)) return dependencies.staff.done(ctx, pathOf(permohonan.id), 'terkunci')
  const isian = readIsian(permohonan.isi)
  // Whoever opens an empty part is not told that it is empty; whoever has saved, or comes from the list of what is missing, is.
  const isTold = ctx.query['periksa'] === '1' || typeof ctx.query['pesan'] === 'string'
  await show(dependencies, ctx, { permohonan, bagian, isian, ...isTold && { check: true } })
}

interface Shown {
  readonly permohonan: Permohonan
  readonly bagian: Bagian
  readonly isian: Isian
  readonly check?: boolean
  /** Somebody else saved after this page was opened. */
  readonly basi?: boolean
  readonly more?: readonly Kesalahan[]
}

/** Sentences by the input of their field, those of one field one after another. */
export function byField(list: readonly Kesalahan[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { bidang, pesan } of list) {
    const input = inputOf(bidang)
    found[input] = found[input] === undefined ? pesan : `${found[input]} ${pesan}`
  }
  return found
}

async function show(
  dependencies: PermohonanDependencies, ctx: Context, { permohonan, bagian, isian, check, basi, more = [] }: Shown,
): Promise<void> {
  const { staff, database } = dependencies
  const { mistakes, warnings } = check ? await checkForm(dependencies, permohonan, isian) : { mistakes: [], warnings: [] }
  const here = ({ bidang }: Kesalahan): boolean => placeOf(bidang) === bagian.kunci
  const files = bagian.lampiran ? await attachmentsOf(database, permohonan.id) : []
  const place = BAGIAN.indexOf(bagian)
  staff.page(ctx, 'pengembang/permohonan/isian.njk', {
    judul: bagian.judul, remah: [HOME, { judul: titleOf(permohonan), href: pathOf(permohonan.id) }],
    langkah: `Bagian ${place + 1} dari ${BAGIAN.length}`, action: `${pathOf(permohonan.id)}/isian/${bagian.kunci}`,
    ringkasan: pathOf(permohonan.id), revisi: permohonan.revisi, basi, aturan: bagian.kunci === 'masuk' ? await rulePage(dependencies, isian) : undefined,
    kolom: bagian.kolom.map(({ read, id, ...column }) => ({ ...column, id: inputOf(id), nilai: read(isian) })),
    galat: byField([...mistakes.filter(here), ...more]), peringatan: byField(warnings.filter(here)), kepemilikan: bagian.kunci === 'aplikasi',
    unggah: bagian.lampiran?.map((jenis) => ({ nilai: jenis, teks: JENIS_LAMPIRAN[jenis as keyof typeof JENIS_LAMPIRAN] })),
    lampiran: files.filter(({ jenis }) => bagian.lampiran?.includes(jenis)).map((one) => attachmentRow(permohonan, one)),
  })
}

async function save(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, clock } = dependencies
  const bagian = partOf(ctx)
  const body = await readForm(ctx, form)
  staff.check(ctx, body.csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const rule = bagian.kunci === 'masuk' ? await readRule(dependencies, body) : undefined
  const change = (isian: Isian): Isian => rule ? rule.change(isian)
    : bagian.kolom.reduce((now, { id, write }) => write(now, textOf(body[inputOf(id)])), isian)
  const saved = await saveDraft(dependencies, { id: permohonan.id, revisi: Number(body.revisi), at: clock.now(), change })
  if (!saved.ok) {
    if (saved.sebab === 'terkunci') throw new AppError('permohonan-terkunci', 409)
    ctx.status = 409
    return show(dependencies, ctx, { permohonan, bagian, isian: readIsian(change(readIsian(permohonan.isi))), basi: true })
  }
  if (rule && rule.tidakDikenal.length > 0) {
    ctx.status = 400
    const isi = { ...permohonan, isi: saved.isian as unknown as Permohonan['isi'], revisi: saved.revisi }
    return show(dependencies, ctx, { permohonan: isi, bagian, isian: saved.isian, more: [{
      bidang: 'aturanMasuk.nip', pesan: `Baris ${rule.tidakDikenal.join(', ')}: tidak ada pegawai dengan NIP itu. Yang lain sudah disimpan.`,
    }] })
  }
  const next = BAGIAN[BAGIAN.indexOf(bagian) + 1]
  if (body.lanjut === '') return staff.done(ctx, `${pathOf(permohonan.id)}/isian/${bagian.kunci}`, 'disimpan')
  if (next) return staff.done(ctx, `${pathOf(permohonan.id)}/isian/${next.kunci}`)
  staff.done(ctx, pathOf(permohonan.id), 'disimpan')
}
