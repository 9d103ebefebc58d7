import type { Context } from 'koa'
import { z } from 'zod'
import { language } from '../../../kernel/http/locale.ts'
import type { Saluran } from '../../../domain/mfa/kebijakan/aturan.ts'
import { messageWays } from '../../../domain/mfa/kode-pesan/cara.rules.ts'
import {
  type MessageCodeDependencies, sendMessageCode, verifyMessageCode,
} from '../../../domain/mfa/kode-pesan/kode-pesan.service.ts'
import { normaliseCode } from '../../../domain/mfa/totp/totp.rules.ts'
import { messageCodeError } from '../../faktor.rules.ts'
import { advance, type Journey, type JourneyDependencies, keepInJourney, readStepForm, stepOf, toOpenStep } from '../journey.ts'
import { personOf, proverOf, refuse, wishing } from './faktor-form.ts'

export type FaktorPesanDependencies = JourneyDependencies & MessageCodeDependencies

const text = z.string().catch('')
const emptyForm = z.object({ csrf: text })
const codeForm = z.object({ csrf: text, kode: text, percaya: text })

/** The way that the address names, where this person may have a code that way; the page of the step otherwise. */
function wayOf(ctx: Context, journey: Journey): Saluran | undefined {
  return messageWays(journey.facts.tuntutan, personOf(journey)).find((one) => one === ctx.query['cara'])
}

/** Sends a code, when it is asked for and not before: nobody's mailbox fills because a password was typed. */
export async function sendCode(dependencies: FaktorPesanDependencies, ctx: Context, journey: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  const saluran = wayOf(ctx, journey)
  if (!saluran) return toOpenStep(ctx)
  const { id: pegawaiId } = personOf(journey)
  const outcome = await sendMessageCode(dependencies, { pegawaiId, saluran, bahasa: language(ctx) })
  if (outcome.hasil === 'tunggu') {
    const wait: { key: 'faktor.galat.kirimTunggu'; params: { detik: number } } = (
      { key: 'faktor.galat.kirimTunggu', params: { detik: outcome.waitSeconds } })
    return refuse(dependencies, ctx, journey, saluran, wait, outcome.waitSeconds)
  }
  if (outcome.hasil === 'tanpa-kontak') return refuse(dependencies, ctx, journey, saluran, { key: 'faktor.galat.tanpaKontak' })
  await keepInJourney(dependencies, ctx, { terkirim: { saluran, mask: outcome.mask } })
  ctx.redirect(`/masuk/${stepOf(ctx).uid}?cara=${saluran}`)
  ctx.status = 303
}

export async function submitMessageCode(
  dependencies: FaktorPesanDependencies, ctx: Context, shown: Journey,
): Promise<void> {
  const form = await readStepForm(dependencies, ctx, codeForm)
  const journey = wishing(shown, form.percaya)
  const saluran = wayOf(ctx, journey)
  if (!saluran) return toOpenStep(ctx)
  const code = normaliseCode(form.kode)
  if (code === undefined) return refuse(dependencies, ctx, journey, saluran, { key: 'faktor.galat.pesanSalah' })
  const outcome = await verifyMessageCode(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code, saluran })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: [saluran], terkirim: undefined, percaya: journey.state.percaya })
  return refuse(
    dependencies, ctx, journey, saluran, messageCodeError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined,
  )
}
