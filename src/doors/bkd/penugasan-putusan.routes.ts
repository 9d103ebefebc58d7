import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { LONGEST_REASON } from '../../domain/kepegawaian/decision.rules.ts'
import { warningsFor } from '../../domain/kepegawaian/penugasan/candidate.service.ts'
import {
  confirmLetter, type Decided, refuseLetter, revokeLetter,
} from '../../domain/kepegawaian/penugasan/decide.service.ts'
import { findLetter } from '../../domain/kepegawaian/penugasan/list.queries.ts'
import type { StaffDesk } from '../../domain/kepegawaian/petugas.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { decisionSentence, WARNINGS } from './penugasan.kata.ts'
import { letterFacts } from './penugasan.rules.ts'
import { idOf, petugasOf } from './petugas.ts'

const ROOT = '/bkd/penugasan'

/** One way to decide, on a page of its own with what it comes to. */
interface Act {
  readonly jalan: 'konfirmasi' | 'tolak' | 'cabut'
  readonly judul: string
  readonly akibat: string
  readonly tombol: string
  readonly pesan: string
  readonly perluAlasan: boolean
  readonly decide: (desk: StaffDesk, id: string, alasan: string) => Promise<Decided>
}

const ACTS: readonly Act[] = [
  {
    jalan: 'konfirmasi', judul: 'Konfirmasi penugasan', tombol: 'Konfirmasi', pesan: 'dikonfirmasi', perluAlasan: false,
    akibat: 'Mulai saat ini penugasan ada di token setiap aplikasi yang dimasuki orang ini, sampai hari terakhirnya.',
    decide: confirmLetter,
  },
  {
    jalan: 'tolak', judul: 'Tolak penugasan', tombol: 'Tolak', pesan: 'ditolak', perluAlasan: true,
    akibat: 'Penugasan tidak akan berlaku. Pencatatnya menerima alasan Anda lewat surel.', decide: refuseLetter,
  },
  {
    jalan: 'cabut', judul: 'Cabut penugasan', tombol: 'Cabut', pesan: 'dicabut', perluAlasan: true,
    akibat: 'Mulai saat ini penugasan hilang dari token orang ini. Hari-hari yang sudah lewat tetap tercatat.',
    decide: revokeLetter,
  },
]

const form = z.object({ csrf: z.string().catch(''), alasan: z.string().trim().catch('') })

/** Confirming, refusing and taking back: each a page that says what it comes to, and one form. */
export function penugasanPutusanRoutes(dependencies: BkdDependencies): Route[] {
  return ACTS.flatMap((act): Route[] => [
    { method: 'GET', path: `${ROOT}/:id/${act.jalan}`, handle: (ctx) => show(dependencies, ctx, act) },
    { method: 'POST', path: `${ROOT}/:id/${act.jalan}`, handle: (ctx) => decide(dependencies, ctx, act) },
  ])
}

async function show(
  { staff, database, clock }: BkdDependencies, ctx: Context, act: Act, failed?: { alasan: string; galat: string },
): Promise<void> {
  const id = idOf(ctx, 'id')
  const today = clock.today()
  const letter = await findLetter(database, petugasOf(ctx), id, today)
  if (!letter) throw notFound('no such assignment in reach')
  const warnings = act.jalan === 'konfirmasi' ? await warningsFor(database, letter, today) : []
  if (failed) ctx.status = 400
  staff.page(ctx, 'bkd/usulan-putusan.njk', {
    judul: act.judul, akibat: act.akibat, tombol: act.tombol, perluAlasan: act.perluAlasan,
    bahaya: act.jalan !== 'konfirmasi', remah: [
      { judul: 'Penugasan', href: ROOT }, { judul: letter.nama, href: `${ROOT}/${id}` },
    ],
    action: `${ROOT}/${id}/${act.jalan}`, batal: `${ROOT}/${id}`, rincian: letterFacts(letter),
    peringatan: warnings.map((one) => WARNINGS[one]), alasan: failed?.alasan, galat: failed ? { alasan: failed.galat } : {},
  })
}

async function decide({ staff, database, clock }: BkdDependencies, ctx: Context, act: Act): Promise<void> {
  const id = idOf(ctx, 'id')
  const { csrf, alasan: given } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const alasan = given.slice(0, LONGEST_REASON)
  const dependencies = { staff, database, clock }
  if (act.perluAlasan && alasan === '') {
    return show(dependencies, ctx, act, { alasan, galat: 'Tulis alasannya: ia tercatat dalam riwayat.' })
  }
  const decided = await act.decide({ database, clock, petugas: petugasOf(ctx) }, id, alasan)
  if (decided.ok) return staff.done(ctx, `${ROOT}/${id}`, act.pesan)
  if (decided.alasan === 'tidak-ada') throw notFound('no such assignment in reach')
  return show(dependencies, ctx, act, { alasan, galat: decisionSentence(decided.alasan) })
}
