import type { Context } from 'koa'
import { z } from 'zod'
import { latestCheck } from '../../domain/permohonan/csirt/pemeriksaan.queries.ts'
import { requestCheck } from '../../domain/permohonan/csirt/pemeriksaan.service.ts'
import { BOBOT, handFindings } from '../../domain/permohonan/csirt/temuan.queries.ts'
import { markMended, noteFinding } from '../../domain/permohonan/csirt/temuan.service.ts'
import { cleanText } from '../../domain/permohonan/formulir/bersih.rules.ts'
import { ownDesks } from '../../domain/permohonan/meja/bagian.rules.ts'
import { LONGEST } from '../../domain/permohonan/meja/putusan.rules.ts'
import type { Berkas } from '../../domain/permohonan/meja/berkas.service.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { readForm } from '../../kernel/http/form.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { BOBOT_WORDS, findingRows, reportOf } from './csirt.rules.ts'
import { berkasAt, type DisposisiDependencies, filePath, idOf, MEJA, pembacaOf } from './meja.ts'

const PATH = '/disposisi/:id/csirt'
const REFRESH_SECONDS = '3'
const SHORTEST = 10

const text = z.string().catch('')
const ask = z.object({ csrf: text })
const finding = z.object({ csrf: text, bobot: z.enum(BOBOT).catch('sedang'), uraian: text })
const mended = z.object({ csrf: text, temuan: text })

/** What CSIRT finds at an application, by machine and by hand. Whoever has a part in it reads it; the team alone writes. */
export const csirtRoutes = (dependencies: DisposisiDependencies): Route[] => [
  { method: 'GET', path: PATH, handle: async (ctx) => show(dependencies, ctx, await berkasAt(dependencies, ctx)) },
  { method: 'POST', path: `${PATH}/periksa`, handle: (ctx) => check(dependencies, ctx) },
  { method: 'POST', path: `${PATH}/temuan`, handle: (ctx) => note(dependencies, ctx) },
  { method: 'POST', path: `${PATH}/beres`, handle: (ctx) => mend(dependencies, ctx) },
]

const SAID: Readonly<Record<string, string>> = {
  'diminta': 'Pemeriksaan berjalan.', 'sudah-berjalan': 'Pemeriksaan sudah berjalan.', 'dicatat': 'Temuan tercatat.',
  'beres': 'Temuan ditandai beres.', 'tidak-ada': 'Temuan itu sudah ditandai beres.',
}

interface Typed { readonly nilai?: { readonly bobot: string; readonly uraian: string }; readonly galat?: string }

async function show({ staff, database }: DisposisiDependencies, ctx: Context, { file, rantai }: Berkas, { nilai, galat }: Typed = {}): Promise<void> {
  const { permohonan: { id, nomor, isi_hash: hash }, isian } = file
  const [report, byHand] = await Promise.all([latestCheck(database, id), handFindings(database, id)])
  const desk = ownDesks(file, pembacaOf(ctx), rantai).find(({ langkah }) => langkah.kunci === 'csirt')
  const segarkan = !report || report.tuntas_at ? undefined : firstOf(ctx.query['segarkan']) === 'tidak' ? 'diam' : 'jalan'
  // A header, and one that can be turned off: who reads slowly must not lose his place (WCAG 2.2.1).
  if (segarkan === 'jalan' && ctx.method === 'GET') ctx.set('refresh', REFRESH_SECONDS)
  const pesan = firstOf(ctx.query['pesan'])
  staff.page(ctx, 'disposisi/csirt.njk', {
    judul: 'Pemeriksaan CSIRT', remah: [{ judul: 'Permohonan', href: MEJA }, { judul: isian.nama || nomor, href: filePath(id) }],
    said: Object.hasOwn(SAID, pesan) ? SAID[pesan] : undefined, alamat: `${filePath(id)}/csirt`, segarkan,
    laporan: reportOf(report, hash), temuan: findingRows(byHand),
    terbuka: byHand.filter(({ beres_at: done }) => done === null).map((one) => ({ id: one.id, uraian: one.uraian })),
    bobot: BOBOT.map((one) => ({ nilai: one, teks: BOBOT_WORDS[one].teks })), nilai, galat, gagal: galat !== undefined,
    putuskan: desk && `${filePath(id)}/putuskan/${desk.langkahId}?berkas=${hash?.toString('hex') ?? ''}`,
  })
}

/**
 * @returns the file, where it is at the team's desk now
 * @throws AppError 404 where the gate is not open: there is nothing to find yet, or nothing more
 */
async function atOwnDesk(dependencies: DisposisiDependencies, ctx: Context): Promise<Berkas> {
  const berkas = await berkasAt(dependencies, ctx)
  if (!ownDesks(berkas.file, pembacaOf(ctx), berkas.rantai).some(({ langkah }) => langkah.kunci === 'csirt')) throw notFound('the gate is not open')
  return berkas
}

const back = (ctx: Context): string => `${filePath(idOf(ctx))}/csirt`

async function check(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { csrf } = await readForm(ctx, ask)
  dependencies.staff.check(ctx, csrf)
  await atOwnDesk(dependencies, ctx)
  const begun = await requestCheck(dependencies, { permohonanId: idOf(ctx), oleh: visitorOf(ctx).person.id })
  dependencies.staff.done(ctx, back(ctx), begun ? 'diminta' : 'sudah-berjalan')
}

async function note(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { csrf, bobot, uraian: typed } = await readForm(ctx, finding)
  dependencies.staff.check(ctx, csrf)
  const berkas = await atOwnDesk(dependencies, ctx)
  const uraian = cleanText(typed)
  if (uraian.length < SHORTEST || uraian.length > LONGEST) {
    ctx.status = 400
    const galat = uraian.length > LONGEST ? `Paling banyak ${LONGEST} huruf.` : 'Tuliskan apa yang ditemukan dan bagaimana memperbaikinya.'
    return show(dependencies, ctx, berkas, { nilai: { bobot, uraian }, galat })
  }
  await noteFinding(dependencies, { permohonanId: idOf(ctx), bobot, uraian, oleh: visitorOf(ctx).person.id })
  dependencies.staff.done(ctx, back(ctx), 'dicatat')
}

async function mend(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { csrf, temuan } = await readForm(ctx, mended)
  dependencies.staff.check(ctx, csrf)
  await atOwnDesk(dependencies, ctx)
  const isMended = ID_FORM.test(temuan) && await markMended(dependencies, { permohonanId: idOf(ctx), temuan, oleh: visitorOf(ctx).person.id })
  dependencies.staff.done(ctx, back(ctx), isMended ? 'beres' : 'tidak-ada')
}
