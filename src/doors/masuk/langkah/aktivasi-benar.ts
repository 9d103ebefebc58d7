import type { Context } from 'koa'
import { z } from 'zod'
import { findText, language, type Text } from '../../../kernel/http/locale.ts'
import { instantInWords } from '../../../kernel/lib/instant-in-words.ts'
import { AppError } from '../../../kernel/lib/app-error.ts'
import { BIDANG, LONGEST, readKoreksi } from '../../../domain/accounts/koreksi/koreksi.rules.ts'
import { reportMistake } from '../../../domain/accounts/koreksi/koreksi.service.ts'
import { actAs } from '../../../domain/audit/act.ts'
import { issueResumeCode } from '../../../domain/mfa/aktivasi/surat.service.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { findPersonToday } from '../../../domain/pegawai/person.queries.ts'
import { advance, type Journey, readStepForm, showStep, stepOf } from '../journey.ts'
import type { AktivasiPageDependencies } from './aktivasi-nomor.ts'
import type { JourneyPage } from './page.ts'

const text = z.string().catch('')
const emptyForm = z.object({ csrf: text })
const wrongForm = z.object({ csrf: text, bidang: text, uraian: text })

interface Shown {
  readonly values?: Record<string, string>
  readonly errors?: Readonly<Record<string, Text>>
  readonly lanjut?: { readonly kode: string; readonly sampai: string } | undefined
}

/** Is that you? What is wrong is a note to BKD and stops nobody; the journey can be taken to another device here. */
export function aktivasiBenar(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'aktivasi-benar',
    show: (ctx, journey) => show(dependencies, ctx, journey),
    posts: [
      { path: '/aktivasi/benar', handle: (ctx, journey) => confirm(dependencies, ctx, journey) },
      { path: '/aktivasi/salah', handle: (ctx, journey) => report(dependencies, ctx, journey) },
      { path: '/aktivasi/pindah', handle: (ctx, journey) => moveOn(dependencies, ctx, journey) },
    ],
  }
}

/** @throws AppError 400 when whoever proved himself is not in the directory any more */
async function provenOne({ database, clock }: AktivasiPageDependencies, { state: { aktivasi } }: Journey): Promise<PersonToday> {
  const person = await findPersonToday(database, aktivasi?.terbukti ?? '', clock.today())
  if (!person) throw new AppError('stale-interaction', 400, 'whoever activates is gone')
  return person
}

async function show(
  dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey, { values = {}, errors = {}, lanjut }: Shown = {},
): Promise<void> {
  const { nama, gelar_depan: before, gelar_belakang: after, nomor, jabatan, unitChain } = await provenOne(dependencies, journey)
  const base = `/masuk/${stepOf(ctx).uid}`
  const orang = {
    nama: [before, nama].filter(Boolean).join(' ') + (after ? `, ${after}` : ''), nomor: maskNomor(nomor),
    jabatan: jabatan?.nama ?? '', unit: unitChain[0]?.nama ?? '',
  }
  const bidang = BIDANG.map((nilai) => ({ nilai, label: findText(language(ctx), `akun.koreksi.bidang.${nilai}`) }))
  showStep(dependencies, ctx, 'masuk/aktivasi-benar.njk', {
    orang, bidang, values, errors, lanjut, benarAction: `${base}/aktivasi/benar`, salahAction: `${base}/aktivasi/salah`,
    pindahAction: `${base}/aktivasi/pindah`, gantiAction: `${base}/ganti`,
  })
}

async function confirm(dependencies: AktivasiPageDependencies, ctx: Context, { state }: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  return advance(dependencies, ctx, { aktivasi: { ...state.aktivasi, benar: true } })
}

async function report(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { bidang, uraian } = await readStepForm(dependencies, ctx, wrongForm)
  const said = readKoreksi({ bidang, uraian })
  if ('mistakes' in said) {
    ctx.status = 400
    const errors = Object.fromEntries(said.mistakes.map(({ field, reason }) => [
      field, { key: `akun.koreksi.galat.${field}.${reason}`, params: { batas: LONGEST } } as Text,
    ]))
    return show(dependencies, ctx, journey, { values: { bidang, uraian }, errors })
  }
  // Where five reports wait already, BKD knows enough.
  await reportMistake(dependencies, { pegawaiId: (await provenOne(dependencies, journey)).id, ...said })
  return advance(dependencies, ctx, { aktivasi: { ...journey.state.aktivasi, benar: true } })
}

async function moveOn(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  const { id } = await provenOne(dependencies, journey)
  const resume = await actAs({ ...dependencies, actor: `pegawai:${id}` }, (act) => issueResumeCode(act, id))
  if (!resume) throw new AppError('stale-interaction', 400, 'the account is active meanwhile')
  return show(dependencies, ctx, journey, { lanjut: { kode: resume.kode, sampai: instantInWords(resume.sampai) } })
}
