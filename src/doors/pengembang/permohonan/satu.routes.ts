import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import {
  decide, Ditolak, fileApplication, fileOf, type Lampiran, type PermohonanFile, withdraw,
} from '../../../domain/permohonan/alur/index.ts'
import { checkForm, mayEdit } from '../../../domain/permohonan/formulir/draf.service.ts'
import type { Kesalahan, Permohonan } from '../../../domain/permohonan/permohonan.ts'
import { visitorOf } from '../../guards.ts'
import { sheetLinks } from '../../lembar.ts'
import { ownUnits, ownsUnit } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { clientPath } from '../klien.ts'
import { BAGIAN, placeOf } from './bagian.ts'
import { KEADAAN } from '../../permohonan.kata.ts'
import { attachmentRow } from './lampiran.kata.ts'
import { HOME, ownApplication, pathOf, type PermohonanDependencies, ROOT, rumahOf, titleOf } from './permohonan.ts'
import { deskWords, stepRows } from './linimasa.ts'

const text = z.string().trim().catch('')
const act = z.object({ csrf: text, alasan: text })
const letterForm = z.object({ csrf: text, nomor: text, lampiran: text, berkas: text })
const LONGEST_REASON = 1000
const LONGEST_NUMBER = 100

/** One application on one page: what is missing, where it is, who decided what; filing it and taking it back. */
export function satuRoutes(dependencies: PermohonanDependencies): Route[] {
  return [
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/ajukan`, handle: (ctx) => file(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/surat`, handle: (ctx) => recordLetter(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id/tarik`, handle: (ctx) => ask(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/tarik`, handle: (ctx) => takeBack(dependencies, ctx) },
  ]
}

const LIVE: readonly Permohonan['keadaan'][] = ['draf', 'berjalan', 'dikembalikan']

/** Each part with what is missing in it. */
const partsOf = (id: string, mistakes: readonly Kesalahan[], warnings: readonly Kesalahan[]) => BAGIAN.map(({ kunci, judul }) => {
  const isHere = ({ bidang }: Kesalahan): boolean => placeOf(bidang) === kunci
  return {
    judul, href: `${pathOf(id)}/isian/${kunci}?periksa=1`, kurang: mistakes.filter(isHere).map(({ pesan }) => pesan),
    peringatan: warnings.filter(isHere).map(({ pesan }) => pesan),
  }
})

/** The desk of the Kepala OPD where it is now, and the signed letters that may stand in for his word; undefined elsewhere. */
function letterDesk({ meja, lampiran }: PermohonanFile): LetterDesk | undefined {
  const desk = meja.find(({ langkah }) => langkah.kunci === 'persetujuan-opd')
  return desk && { langkahId: desk.langkahId, surat: lampiran.filter(({ jenis }) => jenis === 'surat-bertanda-tangan') }
}

interface LetterDesk {
  readonly langkahId: string
  readonly surat: readonly Lampiran[]
}

async function show(dependencies: PermohonanDependencies, ctx: Context, galat?: string, letter?: { nomor: string; galat: string }): Promise<void> {
  const { staff, database, clock } = dependencies
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang', 'admin-opd')
  const [berkas, isPengembang] = await Promise.all([
    fileOf(database, { id: permohonan.id, today: clock.today(), now: clock.now() }),
    ownsUnit(database, { units: ownUnits(ctx, 'pengembang'), unitId: permohonan.unit_id }),
  ])
  if (!berkas) throw notFound('no such application')
  const bolehUbah = isPengembang && mayEdit(permohonan)
  const desk = letterDesk(berkas)
  const { mistakes, warnings } = bolehUbah ? await checkForm(dependencies, permohonan) : { mistakes: [], warnings: [] }
  const last = berkas.langkah.flatMap(({ kunjungan }) => kunjungan).flatMap(({ keputusan }) => keputusan ?? [])
    .filter(({ putusan }) => putusan === 'kembalikan' || putusan === 'tolak').toSorted((one, other) => other.at.getTime() - one.at.getTime())[0]
  staff.page(ctx, 'pengembang/permohonan/satu.njk', {
    judul: titleOf(permohonan), remah: [HOME], keadaan: KEADAAN[permohonan.keadaan], perubahan: permohonan.jenis === 'perubahan', galat,
    alamat: pathOf(permohonan.id), rincian: [
      ['OPD', berkas.opd], ['Pemohon', berkas.pemohon], ['Subdomain', berkas.isian.subdomain || 'belum diisi'],
      ['Prosedur', berkas.prosedur.nama], ['Sekarang di', deskWords(permohonan, berkas.meja)],
    ],
    bagian: bolehUbah ? partsOf(permohonan.id, mistakes, warnings) : [], kurang: mistakes.length, bolehUbah,
    bolehTarik: isPengembang && LIVE.includes(permohonan.keadaan), bolehUji: isPengembang && permohonan.jenis === 'baru' && LIVE.includes(permohonan.keadaan),
    bolehSurat: isPengembang && desk !== undefined, surat: (desk?.surat ?? []).map(({ id, nama }) => ({ nilai: id, teks: nama })),
    isiHash: permohonan.isi_hash?.toString('hex'), nomorSurat: letter,
    alasanKembali: ['dikembalikan', 'ditolak'].includes(permohonan.keadaan) ? last?.alasan : undefined,
    klien: permohonan.client_id !== null && berkas.klien !== null ? { href: clientPath(permohonan.client_id), id: permohonan.client_id, keadaan: berkas.klien } : undefined,
    langkah: permohonan.nomor === null ? [] : stepRows(berkas.langkah),
    lampiran: berkas.lampiran.map((one) => attachmentRow(permohonan, one)),
    cetak: await sheetLinks(database, berkas),
  })
}

async function file(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff } = dependencies
  const { csrf } = await readForm(ctx, act)
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const filed = await refusable(() => fileApplication(rumahOf(dependencies), { id: permohonan.id, oleh: visitorOf(ctx).person.id }))
  if (typeof filed === 'string') {
    ctx.status = 409
    return show(dependencies, ctx, filed)
  }
  if ('kesalahan' in filed) {
    ctx.status = 400
    return show(dependencies, ctx, `Permohonan belum dapat diajukan: ${filed.kesalahan.length} hal perlu dilengkapi.`)
  }
  staff.done(ctx, pathOf(permohonan.id), 'diajukan')
}

/** Writes down that the Kepala OPD agreed on paper: by the scan of his letter and its number, of the form that was read. */
async function recordLetter(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, nomor, lampiran, berkas } = await readForm(ctx, letterForm)
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  const file = await fileOf(database, { id: permohonan.id, today: clock.today(), now: clock.now() })
  const desk = file && letterDesk(file)
  if (!desk) throw new AppError('permohonan-terkunci', 409)
  if (nomor === '' || nomor.length > LONGEST_NUMBER) {
    ctx.status = 400
    return show(dependencies, ctx, undefined, { nomor, galat: `Tulis nomor surat, paling panjang ${LONGEST_NUMBER} karakter.` })
  }
  const refused = await refusable(() => decide(rumahOf(dependencies), {
    langkahId: desk.langkahId, oleh: visitorOf(ctx).person.id, putusan: 'surat', catatan: { nomor, lampiran }, isiHash: Buffer.from(berkas, 'hex'),
  }))
  if (typeof refused === 'string') {
    ctx.status = 409
    return show(dependencies, ctx, refused, { nomor, galat: '' })
  }
  staff.done(ctx, pathOf(permohonan.id), 'surat-dicatat')
}

/** @returns what was done, or the words with which the procedure refused */
async function refusable<Result>(work: () => Promise<Result>): Promise<Result | string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Ditolak) return error.pesan
    throw error
  }
}

async function ask(dependencies: PermohonanDependencies, ctx: Context, failed?: { alasan: string; galat: string }): Promise<void> {
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  if (!LIVE.includes(permohonan.keadaan)) throw new AppError('permohonan-terkunci', 409)
  if (failed) ctx.status = 400
  dependencies.staff.page(ctx, 'pengembang/permohonan/tarik.njk', {
    judul: `Tarik ${titleOf(permohonan)}`, remah: [HOME, { judul: titleOf(permohonan), href: pathOf(permohonan.id) }],
    alamat: pathOf(permohonan.id), alasan: failed?.alasan, galat: failed ? { alasan: failed.galat } : {},
  })
}

async function takeBack(dependencies: PermohonanDependencies, ctx: Context): Promise<void> {
  const { staff } = dependencies
  const { csrf, alasan } = await readForm(ctx, act)
  staff.check(ctx, csrf)
  const permohonan = await ownApplication(dependencies, ctx, 'pengembang')
  if (alasan === '' || alasan.length > LONGEST_REASON) {
    return ask(dependencies, ctx, { alasan, galat: `Tulis alasan, paling panjang ${LONGEST_REASON} karakter.` })
  }
  const refused = await refusable(() => withdraw(rumahOf(dependencies), { id: permohonan.id, oleh: visitorOf(ctx).person.id, alasan }))
  if (typeof refused === 'string') {
    ctx.status = 409
    return show(dependencies, ctx, refused)
  }
  staff.done(ctx, pathOf(permohonan.id), 'ditarik')
}
