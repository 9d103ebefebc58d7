import type { Context } from 'koa'
import { z } from 'zod'
import { language, type Text } from '../../../kernel/http/locale.ts'
import { openWithMessage } from '../../../domain/mfa/aktivasi/buka.service.ts'
import { askAgain, MENIT } from '../../../domain/mfa/aktivasi/permintaan.service.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { type AktivasiPageDependencies, heldBack, nowSeconds, originOf } from './aktivasi-nomor.ts'
import { askedAgain, pemintaOf, waitOf } from './diminta.rules.ts'
import type { JourneyPage } from './page.ts'

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text })

/** The code that is on its way, if the number and its digits fit: the page says the same whether or not they do. */
export function aktivasiKode(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'aktivasi-kode',
    show: (ctx, journey) => { showForm(dependencies, ctx, journey) },
    posts: [
      { path: '/aktivasi/kode', handle: (ctx, journey) => submit(dependencies, ctx, journey) },
      { path: '/aktivasi/ulang', handle: (ctx, journey) => resend(dependencies, ctx, journey) },
    ],
  }
}

function showForm(dependencies: JourneyDependencies, ctx: Context, journey: Journey, errors: { kode?: Text } = {}): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  showStep(dependencies, ctx, 'masuk/aktivasi-kode.njk', {
    errors, tunggu: waitOf(journey.state.aktivasi, nowSeconds(dependencies)), ulang: journey.state.aktivasi?.ulang ?? 0, menit: MENIT,
    action: `${base}/aktivasi/kode`, ulangAction: `${base}/aktivasi/ulang`, gantiAction: `${base}/ganti`,
  })
}

async function submit(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { kode } = await readStepForm(dependencies, ctx, codeForm)
  ctx.status = 400
  if (kode.trim() === '') return showForm(dependencies, ctx, journey, { kode: { key: 'aktivasi.galat.kode' } })
  const outcome = await openWithMessage(dependencies, pemintaOf(journey.state.aktivasi), { code: kode, ...originOf(dependencies, ctx) })
  if (outcome.ok) return advance(dependencies, ctx, { aktivasi: { terbukti: outcome.pegawaiId } })
  const error: Text = outcome.alasan === 'ditahan' ? heldBack(ctx, outcome.waitSeconds) : { key: 'aktivasi.galat.kode' }
  return showForm(dependencies, ctx, journey, { kode: error })
}

async function resend(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, codeForm)
  const { aktivasi } = journey.state
  if (waitOf(aktivasi, nowSeconds(dependencies)) > 0) {
    ctx.status = 429
    return showForm(dependencies, ctx, journey)
  }
  askAgain(pemintaOf(aktivasi), { tujuan: 'aktivasi', bahasa: language(ctx), at: dependencies.clock.now() })
  return advance(dependencies, ctx, { aktivasi: { ...aktivasi, ...askedAgain(aktivasi, nowSeconds(dependencies)) } })
}
