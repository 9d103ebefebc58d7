import type { Context } from 'koa'
import { z } from 'zod'
import { language, type Text } from '../../../kernel/http/locale.ts'
import { askAgain } from '../../../domain/mfa/aktivasi/permintaan.service.ts'
import { openWithCode } from '../../../domain/mfa/lupa/buka.service.ts'
import { RESET_MINUTES } from '../../../domain/mfa/lupa/tautan.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf, toOpenStep } from '../journey.ts'
import { tautanReset } from '../lupa.ts'
import { type AktivasiPageDependencies, heldBack, nowSeconds, originOf } from './aktivasi-nomor.ts'
import { askedAgain, pemintaOf, waitOf } from './diminta.rules.ts'
import type { JourneyPage } from './page.ts'
import { hostOf } from './reset-nomor.ts'

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text })
const againForm = z.object({ csrf: text, lewat: z.enum(['sms']).optional().catch(undefined) })

/**
 * A link or a code is on its way, if the number and its digits fit: the page says the same whether or not they do. A link
 * is opened from its letter; a code is typed here.
 */
export function resetKode(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'reset-kode',
    show: (ctx, journey) => { showForm(dependencies, ctx, journey) },
    posts: [
      { path: '/reset/kode', handle: (ctx, journey) => submit(dependencies, ctx, journey) },
      { path: '/reset/ulang', handle: (ctx, journey) => resend(dependencies, ctx, journey) },
    ],
  }
}

function showForm(dependencies: JourneyDependencies, ctx: Context, { state: { reset } }: Journey, errors: { kode?: Text } = {}): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  showStep(dependencies, ctx, 'masuk/reset-kode.njk', {
    errors, tunggu: waitOf(reset, nowSeconds(dependencies)), ulang: reset?.ulang ?? 0, menit: RESET_MINUTES,
    action: `${base}/reset/kode`, ulangAction: `${base}/reset/ulang`, gantiAction: `${base}/ganti`,
  })
}

async function submit(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { kode } = await readStepForm(dependencies, ctx, codeForm)
  const refuse = (error: Text, status = 400) => {
    ctx.status = status
    return showForm(dependencies, ctx, journey, { kode: error })
  }
  if (kode.trim() === '') return refuse({ key: 'aktivasi.galat.kode' })
  const outcome = await openWithCode(dependencies, pemintaOf(journey.state.reset), { code: kode, ...originOf(dependencies, ctx) })
  if (!outcome.ok) {
    return outcome.alasan === 'ditahan' ? refuse(heldBack(ctx, outcome.waitSeconds), 429) : refuse({ key: 'aktivasi.galat.kode' })
  }
  tautanReset.keep(ctx, outcome.tautan)
  return toOpenStep(ctx)
}

async function resend(dependencies: AktivasiPageDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { lewat } = await readStepForm(dependencies, ctx, againForm)
  const { reset } = journey.state
  if (waitOf(reset, nowSeconds(dependencies)) > 0) {
    ctx.status = 429
    return showForm(dependencies, ctx, journey)
  }
  askAgain(pemintaOf(reset), {
    tujuan: 'reset', lewat, bahasa: language(ctx), aplikasi: hostOf(ctx), at: dependencies.clock.now(),
  })
  return advance(dependencies, ctx, { reset: { ...reset, ...askedAgain(reset, nowSeconds(dependencies)) } })
}
