import type { Context } from 'koa'
import { z } from 'zod'
import { type Laporan, selectLaporan, selectOpenLaporan } from '../../domain/accounts/koreksi/koreksi.queries.ts'
import { type Bidang, LONGEST, SHORTEST } from '../../domain/accounts/koreksi/koreksi.rules.ts'
import { answerMistake } from '../../domain/accounts/koreksi/koreksi.service.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { cutPage, KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import { pagerOf } from '../kerja.ts'
import { instantInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'

const PAGE = 50

const BIDANG_WORDS: Readonly<Record<Bidang, string>> = {
  nama: 'Nama atau gelar', jabatan: 'Jabatan', unit: 'Unit kerja atau OPD', golongan: 'Golongan',
  kontak: 'Surel atau telepon', lain: 'Lainnya',
}

const SAID: Readonly<Record<string, string>> = {
  'dijawab': 'Jawaban dikirim ke pelapornya.', 'sudah-dijawab': 'Laporan ini sudah dijawab orang lain.',
}

const form = z.object({ csrf: z.string().catch(''), jawaban: z.string().catch('') })

/** What people say is wrong about them: mended in the personnel system, answered here. */
export function koreksiRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/koreksi', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/koreksi/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/bkd/koreksi/:id', handle: (ctx) => answer(dependencies, ctx) },
  ]
}

async function list({ staff, database }: BkdDependencies, ctx: Context): Promise<void> {
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], PAGE)
  const page = cutPage(await database.query<Laporan>(selectOpenLaporan(window)), window, ({ kunci, id }) => [kunci, id])
  staff.page(ctx, 'bkd/koreksi.njk', {
    judul: page.rows.length === 0 ? 'Tidak ada laporan data salah' : 'Laporan data salah yang menunggu jawaban',
    baris: page.rows.map(({ id, nama, nomor, bidang, uraian, createdAt }) => [
      { teks: nama, href: `/bkd/koreksi/${id}`, kecil: maskNomor(nomor) }, BIDANG_WORDS[bidang],
      uraian.length > 120 ? `${uraian.slice(0, 120)}…` : uraian, instantInWords(createdAt),
    ]),
    tautan: pagerOf(ctx, page),
  })
}

/** @throws AppError 404 when there is no such report */
async function laporanOf({ database }: BkdDependencies, ctx: Context): Promise<Laporan> {
  const [laporan] = await database.query<Laporan>(selectLaporan((ctx['params'] as { id: string }).id))
  if (!laporan) throw notFound()
  return laporan
}

async function show(
  dependencies: BkdDependencies, ctx: Context, { nilai = '', galat }: { nilai?: string; galat?: string } = {},
): Promise<void> {
  const { nama, nomor, pegawaiId, bidang, uraian, createdAt, jawaban } = await laporanOf(dependencies, ctx)
  const { pesan } = ctx.query
  dependencies.staff.page(ctx, 'bkd/koreksi-satu.njk', {
    judul: `Laporan ${nama}`, remah: [{ judul: 'Laporan data salah', href: '/bkd/koreksi' }],
    nomor: maskNomor(nomor), orang: `/bkd/pegawai/${pegawaiId}`, bidang: BIDANG_WORDS[bidang], uraian, jawaban,
    sejak: instantInWords(createdAt), nilai, galat, gagal: galat !== undefined, action: ctx.path,
    said: typeof pesan === 'string' ? SAID[pesan] : undefined,
  })
}

async function answer(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff } = dependencies
  const { csrf, jawaban: typed } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const { id } = await laporanOf(dependencies, ctx)
  const jawaban = typed.trim()
  if (jawaban.length < SHORTEST || jawaban.length > LONGEST) {
    ctx.status = 400
    const galat = jawaban.length > LONGEST ? `Paling banyak ${LONGEST} huruf.` : 'Tuliskan apa yang sudah atau tidak dapat diperbaiki, dan mengapa.'
    return show(dependencies, ctx, { nilai: typed, galat })
  }
  const answered = await answerMistake(dependencies, { id, jawaban, oleh: visitorOf(ctx).person.id })
  staff.done(ctx, ctx.path, answered ? 'dijawab' : 'sudah-dijawab')
}
