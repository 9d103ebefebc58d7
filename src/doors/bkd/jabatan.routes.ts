import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { LEADING_SOURCE, mapJabatan, sureJabatan, unmappedJabatan } from '../../domain/kepegawaian/pemetaan/mapping.service.ts'
import { suggest } from '../../domain/kepegawaian/pemetaan/suggestion.rules.ts'
import { numberInWords } from '../kerja.rules.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { sourceName } from './kata.ts'
import { mappingOf } from './pemetaan.routes.ts'

/** More than a person reads; those that most people hold come first. */
const MOST = 100
const FOUND = 20
const CRUMBS = [{ judul: 'Pemetaan', href: '/bkd/pemetaan' }]

/** Jabatan of other sources, and which one of the leading source each means. */
export function jabatanRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/pemetaan/jabatan', handle: (ctx) => list(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pemetaan/jabatan', handle: (ctx) => mapSure(dependencies, ctx) },
    { method: 'GET', path: '/bkd/pemetaan/jabatan/:id', handle: (ctx) => choose(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pemetaan/jabatan/:id', handle: (ctx) => map(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: BkdDependencies, ctx: Context): Promise<void> {
  const { unmapped, byId } = await unmappedJabatan({ database, clock })
  const sure = new Map(sureJabatan(unmapped).map(({ waiting, suggestion }) => [waiting.id, suggestion.id]))
  const shown = unmapped.toSorted((a, b) => b.jabatan.orang - a.jabatan.orang).slice(0, MOST)
  const pairs = shown.flatMap(({ jabatan: { id } }) => {
    const padanan = sure.get(id)
    return padanan === undefined ? [] : [`${id} ${padanan}`]
  })
  staff.page(ctx, 'bkd/pemetaan-jabatan.njk', {
    judul: unmapped.length === 0 ? 'Semua jabatan dipetakan' : `${numberInWords(unmapped.length)} jabatan berdiri sendiri`,
    remah: CRUMBS, pasangan: pairs, terpotong: unmapped.length > MOST, pokok: sourceName(LEADING_SOURCE),
    baris: shown.map(({ jabatan: { id, nama, sumber, jenis, orang } }) => [
      { teks: nama, href: `/bkd/pemetaan/jabatan/${id}`, kecil: jenis }, sourceName(sumber), numberInWords(orang),
      byId.get(sure.get(id) ?? '')?.nama ?? 'Tidak ada saran pasti',
    ]),
  })
}

const sureForm = z.object({
  csrf: z.string().catch(''), pasangan: z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]),
})

async function mapSure(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, pasangan } = await readForm(ctx, sureForm)
  dependencies.staff.check(ctx, csrf)
  const shown = new Set(pasangan)
  const { unmapped } = await unmappedJabatan(dependencies)
  const pairs = sureJabatan(unmapped).map(({ waiting, suggestion }) => ({ jabatanId: waiting.id, padananId: suggestion.id }))
    .filter(({ jabatanId, padananId }) => shown.has(`${jabatanId} ${padananId}`))
  const mapped = pairs.length === 0 ? [] : await mapJabatan(mappingOf(dependencies, ctx), pairs)
  dependencies.staff.done(ctx, '/bkd/pemetaan/jabatan', mapped.length > 0 ? 'dipetakan' : 'tidak-dipetakan')
}

/** @throws AppError 404 when the jabatan is none, or is mapped already */
async function unmappedOf(dependencies: BkdDependencies, ctx: Context) {
  const { id } = ctx['params'] as { id: string }
  const { unmapped, byId } = await unmappedJabatan(dependencies)
  const found = unmapped.find(({ jabatan }) => jabatan.id === id)
  if (!found) throw notFound()
  return { ...found, byId }
}

async function choose(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { jabatan, index, byId } = await unmappedOf(dependencies, ctx)
  const cari = firstOf(ctx.query['cari']).trim().slice(0, 100)
  const chosen = byId.get(firstOf(ctx.query['pilih']))
  dependencies.staff.page(ctx, 'bkd/pemetaan-jabatan-satu.njk', {
    judul: jabatan.nama, remah: [...CRUMBS, { judul: 'Jabatan', href: '/bkd/pemetaan/jabatan' }], action: ctx.path, cari,
    sumber: sourceName(jabatan.sumber), jenis: jabatan.jenis, orang: numberInWords(jabatan.orang),
    terpilih: chosen && { id: chosen.id, nama: chosen.nama, orang: numberInWords(chosen.orang) },
    pilihan: suggest({ externalId: jabatan.external_id, nama: cari === '' ? jabatan.nama : cari }, index, FOUND)
      .map(({ id, skor }) => ({ id, teks: byId.get(id)?.nama ?? '', sebab: `${Math.round(skor * 100)} %` })),
  })
}

const pairForm = z.object({ csrf: z.string().catch(''), padanan: z.string().catch('') })

async function map(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { csrf, padanan } = await readForm(ctx, pairForm)
  dependencies.staff.check(ctx, csrf)
  const { jabatan } = await unmappedOf(dependencies, ctx)
  const mapped = ID_FORM.test(padanan)
    ? await mapJabatan(mappingOf(dependencies, ctx), [{ jabatanId: jabatan.id, padananId: padanan }]) : []
  dependencies.staff.done(ctx, '/bkd/pemetaan/jabatan', mapped.length > 0 ? 'dipetakan' : 'tidak-dipetakan')
}
