import type { Context } from 'koa'
import { lembarOf } from '../../domain/permohonan/cetak/isi.rules.ts'
import { kodeInGroups, readKode } from '../../domain/permohonan/cetak/kode.rules.ts'
import { findSheet } from '../../domain/permohonan/cetak/lembar.queries.ts'
import { sidikOf, signSheet } from '../../domain/permohonan/cetak/lembar.service.ts'
import { isLembar, LEMBAR } from '../../domain/permohonan/cetak/lembar.ts'
import { latestCheck } from '../../domain/permohonan/csirt/pemeriksaan.queries.ts'
import { handFindings } from '../../domain/permohonan/csirt/temuan.queries.ts'
import { mayPrint } from '../../domain/permohonan/meja/bagian.rules.ts'
import { readBerkas } from '../../domain/permohonan/meja/berkas.service.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { qrSymbol } from '../../kernel/lib/qr.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { instantInWords } from '../kerja.rules.ts'
import { KEADAAN } from '../permohonan.kata.ts'
import type { Route } from '../route.ts'
import { type DisposisiDependencies, idOf, pembacaOf } from './meja.ts'

/** Half of a SHA-256: nobody makes a second sheet with the same one, and it fits on a line. */
const SHOWN_HEX = 32

/** Sheets for paper, and what everybody may ask about one. */
export const cetakRoutes = (dependencies: DisposisiDependencies, renderer: Renderer): Route[] => [
  { method: 'GET', path: '/permohonan/:id/cetak/:lembar', handle: (ctx) => print(dependencies, ctx) },
  { method: 'GET', path: '/verifikasi/:kode', handle: (ctx) => verify(dependencies, ctx, renderer) },
]

const sidikInWords = (sidik: Buffer): string => sidik.toString('hex').slice(0, SHOWN_HEX).match(/.{8}/g)?.join(' ') ?? ''

async function print(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { staff, database, issuer } = dependencies
  const { lembar: jenis } = ctx['params'] as { lembar: string }
  if (!isLembar(jenis)) throw notFound('no such sheet')
  const permohonanId = idOf(ctx)
  const { file } = await readBerkas(dependencies, { id: permohonanId, pembaca: pembacaOf(ctx) }, mayPrint)
  const [laporan, temuan] = jenis === 'csirt'
    ? await Promise.all([latestCheck(database, permohonanId), handFindings(database, permohonanId)]) : [undefined, []]
  const lembar = lembarOf(jenis, { file, laporan, temuan })
  if (!lembar) throw notFound('nothing to put on this sheet yet')
  const { kode, dibuat_at: made } = await signSheet(dependencies, { permohonanId, keadaan: file.permohonan.keadaan, lembar })
  const address = `${issuer}/verifikasi/${kodeInGroups(kode)}`
  staff.page(ctx, 'cetak/lembar.njk', {
    judul: LEMBAR[jenis], nomor: lembar.nomor, bagian: lembar.bagian, tanda: lembar.tanda,
    periksa: { alamat: address, kata: kodeInGroups(kode), qr: qrSymbol(address), sidik: sidikInWords(sidikOf(lembar)), dibuat: instantInWords(made) },
  })
}

/** Says nothing about anybody: whoever has the paper has read the names on it. */
async function verify({ database }: DisposisiDependencies, ctx: Context, renderer: Renderer): Promise<void> {
  stateOf(ctx).bahasa = 'id'
  const { kode } = ctx['params'] as { kode: string }
  const sheet = await findSheet(database, readKode(kode).slice(0, 64))
  if (!sheet) throw notFound('no sheet has this code')
  renderer.page(ctx, 'cetak/verifikasi.njk', {
    lembar: LEMBAR[sheet.lembar], nomor: sheet.nomor, dibuat: instantInWords(sheet.dibuat_at), keadaan: KEADAAN[sheet.keadaan].teks,
    keadaanKini: KEADAAN[sheet.keadaan_kini].teks, sidik: sidikInWords(sheet.sidik), usang: sheet.usang,
  })
}
