import type { Context } from 'koa'
import { ALASAN } from '../../domain/permohonan/alur/index.ts'
import { findKonteks } from '../../domain/permohonan/formulir/konteks.queries.ts'
import { openAttachment } from '../../domain/permohonan/formulir/lampiran.service.ts'
import { isianWarnings } from '../../domain/permohonan/formulir/periksa.rules.ts'
import { gatesLeft, objectionTo, ownDesks } from '../../domain/permohonan/meja/bagian.rules.ts'
import type { Berkas } from '../../domain/permohonan/meja/berkas.service.ts'
import { officialFacts, technicalFacts } from '../../domain/permohonan/meja/isian.kata.ts'
import { unitNames } from '../../domain/permohonan/meja/nama.queries.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import { instantInWords } from '../kerja.rules.ts'
import { giveOut } from '../lampiran.ts'
import { sheetLinks } from '../lembar.ts'
import { desksInWords, KEADAAN } from '../permohonan.kata.ts'
import type { Route } from '../route.ts'
import { attachmentRows, changedParts, elementRows, journeyOf } from './berkas.rules.ts'
import { berkasAt, type DisposisiDependencies, filePath, idOf, MEJA, pembacaOf } from './meja.ts'

/** The whole file of an application, for whoever has a part in it. */
export const berkasRoutes = (dependencies: DisposisiDependencies): Route[] => [
  { method: 'GET', path: '/disposisi/:id', handle: async (ctx) => showFile(dependencies, ctx, await berkasAt(dependencies, ctx)) },
  { method: 'GET', path: '/disposisi/:id/lampiran/:lampiran', handle: (ctx) => download(dependencies, ctx) },
]

interface Kabar {
  readonly teks: string
  readonly jenis: '' | 'ok' | 'warn'
}

const SAID: Readonly<Record<string, Kabar>> = { diputus: { teks: 'Putusan Anda tercatat.', jenis: 'ok' } }

function kabarOf(ctx: Context): Kabar | undefined {
  const pesan = firstOf(ctx.query['pesan'])
  return Object.hasOwn(SAID, pesan) ? SAID[pesan] : undefined
}

/** Shows a file, also in answer to a form that came too late. */
export async function showFile(
  dependencies: DisposisiDependencies, ctx: Context, berkas: Berkas,
  { kabar = kabarOf(ctx), status = 200 }: { kabar?: Kabar | undefined; status?: number } = {},
): Promise<void> {
  const { staff, database, clock } = dependencies
  const { file, rantai } = berkas
  const { permohonan: { id, nomor, keadaan, unit_id: unitId, diajukan_at: filed, isi_hash: hash }, isian, opd } = file
  const { person } = visitorOf(ctx)
  const pembaca = { ...person, ...pembacaOf(ctx) }
  const rule = isian.aturanMasuk
  const [units, konteks] = await Promise.all([
    unitNames(database, rule.jenis === 'tertentu' ? rule.unit.filter((one) => ID_FORM.test(one)) : [], clock.today()),
    findKonteks(database, file.permohonan, isian, { today: clock.today(), issuer: dependencies.issuer }),
  ])
  ctx.status = status
  staff.page(ctx, 'disposisi/berkas.njk', {
    judul: isian.nama || nomor, remah: [{ judul: 'Permohonan', href: MEJA }], kabar, keadaan: KEADAAN[keadaan],
    fakta: [
      ['Nomor permohonan', nomor], ['OPD', opd], ['Pemohon', file.pemohon], ['Diajukan', filed ? instantInWords(filed) : 'belum'],
      ['Di meja', desksInWords(file.meja).join('\n') || 'tidak ada'],
    ],
    meja: ownDesks(file, pembaca, rantai).map((desk) => {
      const objection = objectionTo(file, desk, pembaca, rantai)
      return {
        judul: desk.unit === null ? desk.langkah.judul : `${desk.langkah.judul}: ${desk.unit}`,
        sebab: objection && ALASAN[objection], menunggu: gatesLeft(file, desk),
        href: `${filePath(id)}/putuskan/${desk.langkahId}?berkas=${hash?.toString('hex') ?? ''}`,
      }
    }),
    resmi: officialFacts(isian, { nomor: nomor ?? '', opd }), teknis: technicalFacts(isian, { opd, unit: { ...units, [unitId]: opd } }),
    peringatan: isianWarnings(isian, konteks).map(({ pesan }) => pesan), berubah: changedParts(file), elemen: elementRows(file), lampiran: attachmentRows(id, file.lampiran),
    perjalanan: journeyOf(file),
    csirt: file.langkah.some(({ langkah, keadaan: one }) => langkah.kunci === 'csirt' && one !== 'tidak-perlu') ? `${filePath(id)}/csirt` : undefined,
    cetak: await sheetLinks(database, file),
  })
}

async function download(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { lampiran: id } = ctx['params'] as { lampiran: string }
  if (!ID_FORM.test(id)) throw notFound('no id')
  await berkasAt(dependencies, ctx)
  const opened = await openAttachment({ ...dependencies, oleh: visitorOf(ctx).person.id }, { permohonanId: idOf(ctx), id })
  if (!opened) throw notFound('no such attachment')
  giveOut(ctx, opened)
}
