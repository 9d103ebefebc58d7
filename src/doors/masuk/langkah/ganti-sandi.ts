import type { Context } from 'koa'
import { z } from 'zod'
import { whileConnected } from '../../../kernel/http/connected.ts'
import type { Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import type { ActivationDependencies } from '../../../domain/accounts/activate.service.ts'
import { normalisePassword } from '../../../domain/accounts/password.rules.ts'
import { changePassword } from '../../../domain/sessions/change-password.service.ts'
import { changeText } from '../../sandi.rules.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export type GantiSandiDependencies = JourneyDependencies & ActivationDependencies

const text = z.string().catch('')
const changeForm = z.object({ csrf: text, lama: text, baru: text })

type Errors = Readonly<Partial<Record<'lama' | 'baru', Text>>>

/** The password is older than this instance lets it be (BSSN 4/2021): another one, and the sign-in goes on. */
export function gantiSandi(dependencies: GantiSandiDependencies): JourneyPage {
  return {
    step: 'ganti-sandi',
    show: (ctx) => { showForm(dependencies, ctx) },
    posts: [{ path: '/ganti-sandi', handle: (ctx, journey) => submit(dependencies, ctx, journey) }],
  }
}

function showForm({ terms, ...dependencies }: GantiSandiDependencies, ctx: Context, errors: Errors = {}): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  showStep(dependencies, ctx, 'masuk/ganti-sandi.njk', {
    errors, hari: terms?.days, action: `${base}/ganti-sandi`, gantiAction: `${base}/ganti`, kembaliAction: `${base}/kembali`,
  })
}

async function submit(dependencies: GantiSandiDependencies, ctx: Context, { state }: Journey): Promise<void> {
  const { lama, baru } = await readStepForm(dependencies, ctx, changeForm)
  const refuse = (errors: Errors, status = 400): void => {
    ctx.status = status
    showForm(dependencies, ctx, errors)
  }
  if (lama === '') return refuse({ lama: { key: 'masuk.galat.sandiKosong' } })
  if (normalisePassword(lama) === normalisePassword(baru)) return refuse({ baru: { key: 'sandi.galat.sama' } })
  const outcome = await whileConnected(ctx, (signal) => changePassword(dependencies, {
    pegawaiId: state.sub ?? '', current: lama, next: baru, keep: stepOf(ctx).sessionUid, signal,
    browser: dependencies.devices.of(ctx), network: networkOf(ctx.ip) || undefined,
  }))
  if (outcome.ok) return advance(dependencies, ctx, { sandi: outcome.sandi })
  if (outcome.alasan === 'ditahan') ctx.set('retry-after', String(outcome.waitSeconds))
  return refuse(changeText(outcome), outcome.alasan === 'ditahan' ? 429 : 400)
}
