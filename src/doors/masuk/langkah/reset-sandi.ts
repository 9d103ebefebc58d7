import type { Context } from 'koa'
import { z } from 'zod'
import { whileConnected } from '../../../kernel/http/connected.ts'
import type { Text } from '../../../kernel/http/locale.ts'
import type { ActivationDependencies } from '../../../domain/accounts/activate.service.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import { replaceForgotten } from '../../../domain/sessions/lupa.service.ts'
import { signInUrl } from '../../../oidc/session.ts'
import { passwordText } from '../../sandi.rules.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf, toOpenStep } from '../journey.ts'
import { launcherPath, tautanReset } from '../lupa.ts'
import { nowSeconds } from './aktivasi-nomor.ts'
import { personOf } from './faktor-form.ts'
import type { JourneyPage } from './page.ts'
import { hostOf } from './reset-nomor.ts'

export type ResetSandiDependencies = JourneyDependencies & ActivationDependencies & { readonly issuer: string }

const text = z.string().catch('')
const passwordForm = z.object({ csrf: text, baru: text, lihat: text, bersama: text })

/** Another password for the one that was forgotten, after the link and the second factor. It ends whatever was begun with the old one. */
export function resetSandi(dependencies: ResetSandiDependencies): JourneyPage {
  return {
    step: 'reset-sandi',
    show: (ctx, journey) => { showForm(dependencies, ctx, journey) },
    posts: [{ path: '/reset/sandi', handle: (ctx, journey) => submit(dependencies, ctx, journey) }],
  }
}

function showForm(
  dependencies: JourneyDependencies, ctx: Context, journey: Journey,
  sent: { baru?: string; lihat?: boolean; bersama?: boolean; errors?: { baru?: Text } } = {},
): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  const { nama, nomor } = personOf(journey)
  showStep(dependencies, ctx, 'masuk/reset-sandi.njk', {
    errors: {}, ...sent, orang: { nama, nomor: maskNomor(nomor) }, action: `${base}/reset/sandi`, gantiAction: `${base}/ganti`,
  })
}

async function submit(dependencies: ResetSandiDependencies, ctx: Context, journey: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, passwordForm)
  const bersama = form.bersama !== ''
  if (form.lihat !== '') return showForm(dependencies, ctx, journey, { baru: form.baru, lihat: form.lihat === 'ya', bersama })
  const tautan = tautanReset.read(ctx)
  if (!tautan) throw new Error('a password is replaced without a link')
  const { id: sub } = personOf(journey)
  const outcome = await whileConnected(ctx, (signal) => replaceForgotten(dependencies, {
    pegawaiId: sub, tautan, password: form.baru, signal,
  }))
  if (!outcome.ok && outcome.alasan === 'aturan') {
    ctx.status = 400
    return showForm(dependencies, ctx, journey, { bersama, errors: { baru: passwordText(outcome.reason) } })
  }
  tautanReset.forget(ctx)
  // Somebody was quicker, or the account was frozen: the journey begins where it knows nobody.
  if (!outcome.ok) return toOpenStep(ctx)
  if (stepOf(ctx).sub === sub) return signInAnew(dependencies, ctx)
  // What was shown in this journey, before the new password, goes along.
  const { bukti, reset, hilang = false, kunci } = journey.state
  return advance(dependencies, ctx, {
    sub, sandi: outcome.sandi, bukti: ['sandi', ...bukti], bersama, ts: nowSeconds(dependencies), reset: { lewat: reset?.lewat },
    hilang, kunci,
  })
}

/** The session in which this sign-in was asked for was the person's own, and ended with the others: so did this sign-in. */
function signInAnew({ issuer }: ResetSandiDependencies, ctx: Context): void {
  ctx.redirect(signInUrl(issuer, launcherPath(hostOf(ctx))))
  ctx.status = 303
}
