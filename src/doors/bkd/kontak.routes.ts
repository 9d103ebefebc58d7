import type { Context } from 'koa'
import { z } from 'zod'
import { listRecorded } from '../../domain/accounts/kontak/catat.queries.ts'
import { findOneKontak, KONTAK_KEY, listKontak, type WaitingKontak } from '../../domain/accounts/kontak/kontak.queries.ts'
import { answerKontakForBkd, type BkdOutcome } from '../../domain/accounts/kontak/kontak.service.ts'
import { KONTAK_LABELS, maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import { readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import { pagerOf } from '../kerja.ts'
import { instantInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { sourceName } from './kata.ts'

const PAGE = 50

const answerForm = z.object({ csrf: z.string().catch(''), jawaban: z.enum(['setuju', 'tolak']).catch('tolak') })

const ANSWERS: Readonly<Record<BkdOutcome, string>> = {
  'pertama': 'Izin pertama dicatat. Perubahan berlaku setelah satu orang BKD lain mengizinkannya juga.',
  'selesai': 'Jawaban dicatat.',
  'orang-yang-sama': 'Anda sudah memberi izin pertama. Izin kedua harus dari orang lain.',
  'sendiri': 'Perubahan ini menyangkut Anda sendiri. Yang menjawab harus dua orang BKD lain.',
  'sudah-diputus': 'Pertanyaan ini sudah dijawab.',
}

/** Addresses of people with a product role that a source changed, and that wait for their owner or for two of BKD. */
export function kontakRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/kontak', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: '/bkd/kontak/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/bkd/kontak/:id', handle: (ctx) => answer(dependencies, ctx) },
  ]
}

async function list({ staff, database }: BkdDependencies, ctx: Context): Promise<void> {
  const page = await listKontak(database, readWindow(ctx.query, KONTAK_KEY, PAGE))
  const recorded = await listRecorded(database, readWindow({}, KONTAK_KEY, PAGE))
  staff.page(ctx, 'bkd/kontak.njk', {
    catatan: recorded.rows.map((one) => [
      { teks: one.nama, href: `/bkd/kontak/catatan/${one.id}` }, KONTAK_LABELS[one.kolom],
      { teks: maskKontak(one.nilai), kecil: `dicatat ${one.pencatat}` }, instantInWords(one.dicatat_at),
    ]),
    judul: page.rows.length + recorded.rows.length === 0 ? 'Tidak ada kontak yang menunggu' : 'Kontak yang menunggu persetujuan',
    baris: page.rows.map((one) => [
      { teks: one.nama, href: `/bkd/kontak/${one.id}` }, KONTAK_LABELS[one.kolom],
      { teks: `${maskKontak(one.lama)} menjadi ${maskKontak(one.nilai)}`, kecil: sourceName(one.sumber) },
      instantInWords(one.sejak),
      one.izin_pertama === null ? { teks: 'Menunggu', lencana: '', kecil: 'jawaban pemiliknya' }
        : { teks: 'Satu izin', lencana: 'warn', kecil: 'dari BKD' },
    ]),
    tautan: pagerOf(ctx, page),
  })
}

const idOf = (ctx: Context): string => (ctx['params'] as { id: string }).id

/** @throws AppError 404 when there is no such question, or it was answered */
async function questionOf({ database }: BkdDependencies, ctx: Context): Promise<WaitingKontak> {
  const question = await findOneKontak(database, idOf(ctx))
  if (!question) throw notFound()
  return question
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const question = await questionOf(dependencies, ctx)
  const { person } = visitorOf(ctx)
  const { pesan } = ctx.query
  const said = typeof pesan === 'string' && Object.hasOwn(ANSWERS, pesan) ? ANSWERS[pesan as BkdOutcome] : undefined
  dependencies.staff.page(ctx, 'bkd/kontak-satu.njk', {
    judul: `Perubahan ${KONTAK_LABELS[question.kolom]} ${question.nama}`,
    remah: [{ judul: 'Kontak yang menunggu', href: '/bkd/kontak' }],
    apa: KONTAK_LABELS[question.kolom], nama: question.nama, sumber: sourceName(question.sumber),
    lama: maskKontak(question.lama), baru: maskKontak(question.nilai), sejak: instantInWords(question.sejak),
    batas: instantInWords(question.batas), bersurat: question.surel_lama !== null, putusan: question.putusan,
    sendiri: question.pegawai_id === person.id, pertama: question.izin_pertama !== null,
    olehSaya: question.izin_pertama === person.id, action: ctx.path, said,
  })
}

async function answer(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, jawaban } = await readForm(ctx, answerForm)
  staff.check(ctx, csrf)
  await questionOf(dependencies, ctx)
  const outcome = await answerKontakForBkd(database, clock, {
    id: idOf(ctx), answer: jawaban, by: visitorOf(ctx).person.id,
  })
  staff.done(ctx, ctx.path, outcome)
}
