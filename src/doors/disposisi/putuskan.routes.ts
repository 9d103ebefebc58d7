import type { Context } from 'koa'
import { z } from 'zod'
import { AppError, notFound } from '../../kernel/lib/app-error.ts'
import { readUpload, type UploadedFile } from '../../kernel/http/upload.ts'
import { decide, Ditolak } from '../../domain/permohonan/alur/index.ts'
import { latestCheck } from '../../domain/permohonan/csirt/pemeriksaan.queries.ts'
import { objectionToPass } from '../../domain/permohonan/csirt/putusan.rules.ts'
import { handFindings } from '../../domain/permohonan/csirt/temuan.queries.ts'
import { type MejaSaya, ownDesks } from '../../domain/permohonan/meja/bagian.rules.ts'
import type { Berkas } from '../../domain/permohonan/meja/berkas.service.ts'
import {
  BIDANG_ALASAN, catatanOf, cleanForm, formMistakes, type Galat, type IsianPutusan, isPutusan,
} from '../../domain/permohonan/meja/putusan.rules.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { showFile } from './berkas.routes.ts'
import { keepReport, MOST_BYTES, reportMistake } from './laporan.ts'
import { berkasAt, type DisposisiDependencies, filePath, pembacaOf } from './meja.ts'
import { decisionPage } from './putuskan.rules.ts'

const PATH = '/disposisi/:id/putuskan/:langkah'
const HASH = /^[0-9a-f]{64}$/

const text = z.string().catch('')
const form = z.object({
  csrf: text, berkas: text, putusan: text, alasan: text, pengecualianPse: text, laporan: text, nomor: text, jumlah: text, tahun: text,
  suratDiperiksa: z.literal('1').optional().catch(undefined).transform((value) => value === '1'),
})

/** The word of whoever has an application at his desk, bound to the very file that he read. */
export const putuskanRoutes = (dependencies: DisposisiDependencies): Route[] => [
  { method: 'GET', path: PATH, handle: (ctx) => open(dependencies, ctx) },
  { method: 'POST', path: PATH, handle: (ctx) => send(dependencies, ctx) },
]

interface Place extends Berkas {
  readonly desk: MejaSaya
}

/**
 * @returns the desk that the address names
 * @throws AppError 404 for a visit that is not in this file, or was never this person's
 */
async function placeOf(dependencies: DisposisiDependencies, ctx: Context): Promise<Place | { readonly berkas: Berkas }> {
  const berkas = await berkasAt(dependencies, ctx)
  const { langkah: langkahId } = ctx['params'] as { langkah: string }
  const desk = ownDesks(berkas.file, pembacaOf(ctx), berkas.rantai).find((one) => one.langkahId === langkahId)
  if (desk) return { ...berkas, desk }
  // Somebody else may have closed it a moment ago; what never was here is not there.
  if (!berkas.file.langkah.some(({ kunjungan }) => kunjungan.some(({ id, selesai_at: end }) => id === langkahId && end !== null))) throw notFound('no desk of his')
  return { berkas }
}

const EMPTY: IsianPutusan = {
  putusan: '', alasan: '', pengecualianPse: '', laporan: '', nomor: '', jumlah: '', tahun: '', suratDiperiksa: false,
}

function show({ staff }: DisposisiDependencies, ctx: Context, place: Place, { nilai = EMPTY, galat = {} }: { nilai?: IsianPutusan; galat?: Galat } = {}): void {
  staff.page(ctx, 'disposisi/putuskan.njk', {
    ...decisionPage(place, nilai), nilai, galat, gagal: Object.keys(galat).length > 0, action: ctx.path,
  })
}

const CLOSED = { teks: 'Langkah ini sudah diputus.', jenis: 'warn' } as const
const CHANGED = { teks: 'Berkas berubah sejak Anda membacanya. Inilah isinya sekarang: baca kembali, lalu putuskan.', jenis: 'warn' } as const

async function open(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const place = await placeOf(dependencies, ctx)
  const read = firstOf(ctx.query['berkas'])
  if (!('desk' in place)) return showFile(dependencies, ctx, place.berkas, { kabar: CLOSED, status: 409 })
  if (read !== place.file.permohonan.isi_hash?.toString('hex')) return showFile(dependencies, ctx, place, { kabar: CHANGED, status: 409 })
  show(dependencies, ctx, place)
}

/** What the team's pass needs beyond the procedure. */
async function csirtMistakes({ database }: DisposisiDependencies, { file, desk }: Place, { putusan, alasan }: IsianPutusan, isiHash: Buffer): Promise<Galat> {
  if (desk.langkah.kunci !== 'csirt' || putusan !== 'lulus') return {}
  const [report, byHand] = await Promise.all([latestCheck(database, file.permohonan.id), handFindings(database, file.permohonan.id)])
  const objection = objectionToPass(report, byHand, { isiHash, alasan })
  return objection === undefined ? {} : { [report?.tuntas_at ? 'alasan' : 'putusan']: objection }
}

async function send(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { fields, files } = await readUpload(ctx, form, { most: MOST_BYTES })
  const { csrf, berkas: read, ...sent } = fields
  dependencies.staff.check(ctx, csrf)
  const place = await placeOf(dependencies, ctx)
  if (!('desk' in place)) return showFile(dependencies, ctx, place.berkas, { kabar: CLOSED, status: 409 })
  const isiHash = Buffer.from(HASH.test(read) ? read : '', 'hex')
  if (place.file.permohonan.isi_hash?.equals(isiHash) !== true) return showFile(dependencies, ctx, place, { kabar: CHANGED, status: 409 })
  const nilai = cleanForm(sent)
  const attached = files.get('lampiran')
  const galat = {
    ...formMistakes(place.desk.langkah, nilai), ...await csirtMistakes(dependencies, place, nilai, isiHash),
    ...attached && reportMistake(attached),
  }
  if (Object.keys(galat).length > 0 || !isPutusan(place.desk.langkah, nilai.putusan)) {
    ctx.status = 400
    return show(dependencies, ctx, place, { nilai, galat })
  }
  await obey(dependencies, ctx, place, { nilai, isiHash, attached })
}

async function obey(
  dependencies: DisposisiDependencies, ctx: Context, place: Place,
  { nilai, isiHash, attached }: { nilai: IsianPutusan; isiHash: Buffer; attached: UploadedFile | undefined },
): Promise<void> {
  const { desk: { langkah, langkahId }, file: { permohonan: { id } } } = place
  const oleh = visitorOf(ctx).person.id
  if (!isPutusan(langkah, nilai.putusan)) throw new AppError('bad-request', 400)
  try {
    const lampiran = attached && await keepReport(dependencies, { permohonanId: id, langkah: langkah.kunci, oleh, file: attached })
    await decide(dependencies, {
      langkahId, oleh, putusan: nilai.putusan, isiHash, ...nilai.alasan !== '' && { alasan: nilai.alasan },
      catatan: catatanOf(langkah, nilai, lampiran === undefined ? {} : { lampiran }),
    })
  } catch (error) {
    if (!(error instanceof Ditolak)) throw error
    return refused(dependencies, ctx, place, { nilai, error })
  }
  dependencies.staff.done(ctx, filePath(id), 'diputus')
}

/** What the procedure refused: beside its field where it has one, else above the file as it is now. */
async function refused(
  dependencies: DisposisiDependencies, ctx: Context, place: Place, { nilai, error }: { nilai: IsianPutusan; error: Ditolak },
): Promise<void> {
  const bidang = BIDANG_ALASAN[error.alasan]
  if (bidang !== undefined) {
    ctx.status = 400
    return show(dependencies, ctx, place, { nilai, galat: { [bidang]: error.pesan } })
  }
  await showFile(dependencies, ctx, await berkasAt(dependencies, ctx), { kabar: { teks: error.pesan, jenis: 'warn' }, status: error.status })
}
