import type { Context } from 'koa'
import { z } from 'zod'
import { language } from '../../../kernel/http/locale.ts'
import { requestCode } from '../../../domain/mfa/aktivasi/permintaan.service.ts'
import { advance, aplikasiOf, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { tanya } from '../lupa.ts'
import { type AktivasiPageDependencies, heldBack, nowSeconds, originOf } from './aktivasi-nomor.ts'
import { type NomorErrors, readNomor } from './aktivasi-nomor.rules.ts'
import type { JourneyPage } from './page.ts'

const text = z.string().catch('')
const nomorForm = z.object({ csrf: text, nip: text, empat: text })

/** Host of the application whose sign-in it is, to come back to from another browser; none for our own pages. */
export const hostOf = (ctx: Context): string | undefined => aplikasiOf(stepOf(ctx))?.host

/** A forgotten password: a number, with four digits of the mobile on file. */
export function resetNomor(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'reset-nomor',
    show: (ctx) => { showForm(dependencies, ctx) },
    posts: [{ path: '/reset/nomor', handle: (ctx) => submit(dependencies, ctx) }],
  }
}

function showForm(
  dependencies: JourneyDependencies, ctx: Context,
  { values = {}, errors = {} }: { values?: Record<string, string>; errors?: NomorErrors } = {},
): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  showStep(dependencies, ctx, 'masuk/reset-nomor.njk', {
    values, errors, action: `${base}/reset/nomor`, gantiAction: `${base}/ganti`,
  })
}

async function submit(dependencies: AktivasiPageDependencies, ctx: Context): Promise<void> {
  const { nip, empat } = await readStepForm(dependencies, ctx, nomorForm)
  const input = readNomor({ nip, empat })
  if ('errors' in input) {
    ctx.status = 400
    return showForm(dependencies, ctx, { values: { nip }, errors: input.errors })
  }
  const outcome = await requestCode(dependencies, {
    ...input, ...originOf(dependencies, ctx), tujuan: 'reset', bahasa: language(ctx), aplikasi: hostOf(ctx),
  })
  if (!outcome.ok) return showForm(dependencies, ctx, { values: { nip }, errors: { form: heldBack(ctx, outcome.waitSeconds) } })
  tanya.keep(ctx, stepOf(ctx).uid)
  const peminta = { siapa: outcome.siapa, cocok: outcome.cocok }
  return advance(dependencies, ctx, { reset: { peminta, diminta: nowSeconds(dependencies) } })
}
