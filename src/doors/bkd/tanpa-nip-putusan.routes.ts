import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { LONGEST_REASON } from '../../domain/kepegawaian/decision.rules.ts'
import {
  confirmUsulan, type Decided, endPerson, refuseUsulan,
} from '../../domain/kepegawaian/tanpa-nip/decide.service.ts'
import { findOutside } from '../../domain/kepegawaian/tanpa-nip/list.queries.ts'
import { proposeRenewal, type RenewalInput, type RenewalMistakes } from '../../domain/kepegawaian/tanpa-nip/propose.service.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { idOf, petugasOf } from './petugas.ts'
import { decisionSentence, usulanSentences } from './tanpa-nip.kata.ts'
import { presentOutsidePerson, usulanFacts } from './tanpa-nip.rules.ts'
import { outsidePersonOf } from './tanpa-nip.routes.ts'

const ROOT = '/bkd/tanpa-nip'
const LIST = { judul: 'Orang tanpa NIP', href: ROOT }
const NO_REASON = 'Tulis alasannya: ia tercatat dalam riwayat.'

const text = z.string().trim().catch('')
const reasonForm = z.object({ csrf: text, alasan: text })
const renewalForm = z.object({ csrf: text, sampai: text, dasar: text })

interface Failed { readonly alasan: string; readonly galat: string }

/** Deciding what is asked for, ending a person, and asking for more time: each a page of its own. */
export function tanpaNipPutusanRoutes(dependencies: BkdDependencies): Route[] {
  const decision = (jalan: 'konfirmasi' | 'tolak'): Route[] => [
    { method: 'GET', path: `${ROOT}/:id/${jalan}`, handle: (ctx) => showDecision(dependencies, ctx, jalan) },
    { method: 'POST', path: `${ROOT}/:id/${jalan}`, handle: (ctx) => decide(dependencies, ctx, jalan) },
  ]
  return [
    ...decision('konfirmasi'), ...decision('tolak'),
    { method: 'GET', path: `${ROOT}/orang/:orang/akhiri`, handle: (ctx) => showEnding(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/orang/:orang/akhiri`, handle: (ctx) => end(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/orang/:orang/perpanjang`, handle: (ctx) => showRenewal(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/orang/:orang/perpanjang`, handle: (ctx) => renew(dependencies, ctx) },
  ]
}

const WORDS = {
  konfirmasi: {
    judul: 'Konfirmasi orang tanpa NIP', tombol: 'Konfirmasi', bahaya: false, perluAlasan: false,
    akibat: 'Orang ini masuk direktori dan mendapat nomor BTN sampai hari terakhirnya. Perpanjangan menggeser hari terakhir itu.',
  },
  tolak: {
    judul: 'Tolak usulan', tombol: 'Tolak', bahaya: true, perluAlasan: true,
    akibat: 'Tidak ada yang berubah di direktori. Pencatatnya menerima alasan Anda lewat surel.',
  },
} as const

async function showDecision(
  { staff, database, clock }: BkdDependencies, ctx: Context, jalan: 'konfirmasi' | 'tolak', failed?: Failed,
): Promise<void> {
  const id = idOf(ctx, 'id')
  const usulan = await findOutside(database, petugasOf(ctx), id, clock.today())
  if (!usulan) throw notFound('nothing asked for in reach')
  if (failed) ctx.status = 400
  staff.page(ctx, 'bkd/usulan-putusan.njk', {
    ...WORDS[jalan], remah: [LIST, { judul: usulan.nama, href: `${ROOT}/${id}` }], action: `${ROOT}/${id}/${jalan}`,
    batal: `${ROOT}/${id}`, rincian: usulanFacts(usulan), peringatan: [], alasan: failed?.alasan,
    galat: failed ? { alasan: failed.galat } : {},
  })
}

async function decide(dependencies: BkdDependencies, ctx: Context, jalan: 'konfirmasi' | 'tolak'): Promise<void> {
  const { staff, database, clock } = dependencies
  const id = idOf(ctx, 'id')
  const { csrf, alasan: given } = await readForm(ctx, reasonForm)
  staff.check(ctx, csrf)
  const alasan = given.slice(0, LONGEST_REASON)
  const desk = { database, clock, petugas: petugasOf(ctx) }
  if (jalan === 'tolak' && alasan === '') {
    return showDecision(dependencies, ctx, jalan, { alasan, galat: NO_REASON })
  }
  const decided: Decided = jalan === 'konfirmasi' ? await confirmUsulan(desk, id) : await refuseUsulan(desk, id, alasan)
  if (!decided.ok) {
    if (decided.alasan === 'tidak-ada') throw notFound('nothing asked for in reach')
    return showDecision(dependencies, ctx, jalan, { alasan, galat: decisionSentence(decided.alasan) })
  }
  if (jalan === 'konfirmasi') staff.done(ctx, `${ROOT}/orang/${decided.pegawaiId ?? ''}`, 'dikonfirmasi')
  else staff.done(ctx, `${ROOT}/${id}`, 'ditolak')
}

async function showEnding(dependencies: BkdDependencies, ctx: Context, failed?: Failed): Promise<void> {
  const { person, lastDay } = await outsidePersonOf(dependencies, petugasOf(ctx), idOf(ctx, 'orang'))
  const { judul, rincian } = presentOutsidePerson(person, lastDay, [])
  const own = `${ROOT}/orang/${person.id}`
  if (failed) ctx.status = 400
  dependencies.staff.page(ctx, 'bkd/usulan-putusan.njk', {
    judul: `Akhiri akses ${judul}`, tombol: 'Akhiri sekarang', bahaya: true, perluAlasan: true, action: `${own}/akhiri`,
    akibat: 'Semua sesi, token, dan perannya berakhir sekarang juga, di semua aplikasi. Memulihkannya perlu perpanjangan oleh dua orang.',
    batal: own, remah: [LIST, { judul, href: own }], rincian, peringatan: [], alasan: failed?.alasan,
    galat: failed ? { alasan: failed.galat } : {},
  })
}

async function end(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const id = idOf(ctx, 'orang')
  const { csrf, alasan: given } = await readForm(ctx, reasonForm)
  staff.check(ctx, csrf)
  const alasan = given.slice(0, LONGEST_REASON)
  if (alasan === '') return showEnding(dependencies, ctx, { alasan, galat: NO_REASON })
  const ended = await endPerson({ database, clock, petugas: petugasOf(ctx) }, id, alasan)
  if (ended.ok) return staff.done(ctx, `${ROOT}/orang/${id}`, 'diakhiri')
  if (ended.alasan === 'tidak-ada') throw notFound('no such person in reach')
  return showEnding(dependencies, ctx, { alasan, galat: 'Akses orang ini sudah diakhiri.' })
}

async function showRenewal(
  dependencies: BkdDependencies, ctx: Context, failed?: { values: RenewalInput; galat: RenewalMistakes },
): Promise<void> {
  const { person, lastDay } = await outsidePersonOf(dependencies, petugasOf(ctx), idOf(ctx, 'orang'))
  const { judul, rincian } = presentOutsidePerson(person, lastDay, [])
  if (failed) ctx.status = 400
  dependencies.staff.page(ctx, 'bkd/tanpa-nip-perpanjang.njk', {
    nama: judul, id: person.id, rincian, nilai: failed?.values ?? {}, galat: usulanSentences(failed?.galat ?? {}),
  })
}

async function renew(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const id = idOf(ctx, 'orang')
  const { csrf, ...values } = await readForm(ctx, renewalForm)
  staff.check(ctx, csrf)
  const proposed = await proposeRenewal({ database, clock, petugas: petugasOf(ctx) }, id, values)
  if (!proposed) throw notFound('no such person in reach')
  if (!proposed.ok) return showRenewal(dependencies, ctx, { values, galat: proposed.galat })
  staff.done(ctx, `${ROOT}/${proposed.id}`, 'dicatat')
}
