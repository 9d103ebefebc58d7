import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { LONGEST_REASON } from '../../domain/kepegawaian/decision.rules.ts'
import { type Answer, answerEvent } from '../../domain/kepegawaian/peristiwa/index.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { REFUSALS } from './peristiwa.kata.ts'
import { eventOf } from './peristiwa.routes.ts'
import { choicesOf, factsOf } from './peristiwa.rules.ts'
import { idOf, petugasOf } from './petugas.ts'

const ROOT = '/bkd/peristiwa'

/** One way to answer, on a page of its own with what it comes to. */
interface Act {
  readonly putusan: Answer['putusan']
  readonly judul: string
  readonly akibat: string
  readonly tombol: string
}

const ACTS: readonly Act[] = [
  {
    putusan: 'terapkan', judul: 'Terapkan peristiwa', tombol: 'Terapkan',
    akibat: 'Peristiwa ini berlaku bagi orang yang Anda pilih, dengan aturan dan rem yang sama seperti peristiwa lain: bila ia '
      + 'mengakhiri masa kerja, sesi dan tokennya berakhir saat itu juga. Data yang dibaca dari sumber sesudah peristiwa ini '
      + 'datang tetap lebih kuat.',
  },
  {
    putusan: 'abaikan', judul: 'Abaikan peristiwa', tombol: 'Abaikan',
    akibat: 'Peristiwa ini tidak dihitung lagi untuk siapa pun, juga bila dikirim ulang dengan ID yang sama. Ini tidak dapat '
      + 'dibatalkan; bila ternyata benar, SIMPEG mengirimnya lagi dengan ID baru.',
  },
]

const form = z.object({ csrf: z.string().catch(''), orang: z.string().catch(''), alasan: z.string().trim().catch('') })

/** What a human answers to an event that contradicts who is who, or waits. */
export function peristiwaPutusanRoutes(dependencies: BkdDependencies): Route[] {
  return ACTS.flatMap((act): Route[] => [
    { method: 'GET', path: `${ROOT}/:id/${act.putusan}`, handle: (ctx) => show(dependencies, ctx, act) },
    { method: 'POST', path: `${ROOT}/:id/${act.putusan}`, handle: (ctx) => decide(dependencies, ctx, act) },
  ])
}

/** What was filled in, and the sentence for each field that is not right. */
interface Failed {
  readonly orang: string
  readonly alasan: string
  readonly galat: { readonly orang?: string; readonly alasan?: string }
}

async function show(dependencies: BkdDependencies, ctx: Context, act: Act, failed?: Failed): Promise<void> {
  const seen = await eventOf(dependencies, ctx)
  const path = `${ROOT}/${seen.event.id}`
  if (failed) ctx.status = 400
  dependencies.staff.page(ctx, 'bkd/peristiwa-putusan.njk', {
    judul: act.judul, akibat: act.akibat, tombol: act.tombol, bahaya: act.putusan === 'abaikan',
    remah: [{ judul: 'Peristiwa kiriman', href: ROOT }, { judul: 'Satu peristiwa', href: path }],
    action: `${path}/${act.putusan}`, batal: path, rincian: factsOf(seen),
    ...(act.putusan === 'terapkan' && { pilihan: [{ nilai: '', teks: 'Pilih orangnya' }, ...choicesOf(seen)] }),
    orang: failed?.orang, alasan: failed?.alasan, galat: failed?.galat ?? {},
  })
}

async function decide(dependencies: BkdDependencies, ctx: Context, act: Act): Promise<void> {
  const { staff, database, clock } = dependencies
  const id = idOf(ctx, 'id')
  const { csrf, orang, alasan: given } = await readForm(ctx, form)
  staff.check(ctx, csrf)
  const alasan = given.slice(0, LONGEST_REASON)
  await eventOf(dependencies, ctx)
  if (alasan === '') return show(dependencies, ctx, act, { orang, alasan, galat: { alasan: 'Tulis alasannya: ia tercatat dalam riwayat.' } })
  const answer: Answer = act.putusan === 'terapkan' ? { putusan: 'terapkan', pegawaiId: orang, alasan } : { putusan: 'abaikan', alasan }
  const answered = await answerEvent({ database, clock, petugas: petugasOf(ctx) }, id, answer)
  if (answered.ok) return staff.done(ctx, `${ROOT}/${id}`, act.putusan)
  if (answered.alasan === 'tidak-ada') throw notFound('no such event')
  const field = answered.alasan === 'bukan-calon' ? 'orang' : 'alasan'
  return show(dependencies, ctx, act, { orang, alasan, galat: { [field]: REFUSALS[answered.alasan] } })
}
