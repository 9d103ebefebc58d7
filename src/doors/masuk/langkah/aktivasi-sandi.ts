import type { Context } from 'koa'
import { z } from 'zod'
import { whileConnected } from '../../../kernel/http/connected.ts'
import type { Text } from '../../../kernel/http/locale.ts'
import type { ActivationDependencies } from '../../../domain/accounts/activate.service.ts'
import { VERSI_PEMBERITAHUAN } from '../../../domain/mfa/aktivasi/pemberitahuan.rules.ts'
import { finishActivation } from '../../../domain/mfa/aktivasi/selesai.service.ts'
import { passwordText } from '../../sandi.rules.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export type AktivasiSandiDependencies = JourneyDependencies & ActivationDependencies

const text = z.string().catch('')
const passwordForm = z.object({ csrf: text, baru: text, lihat: text, bersama: text })

const REFUSALS: Readonly<Record<'sudah-aktif' | 'keadaan', Text>> = {
  'sudah-aktif': { key: 'aktivasi.galat.sudahAktif' }, 'keadaan': { key: 'aktivasi.galat.keadaan' },
}

/** The first password, and with it the account: from here on the steps of every sign-in follow. */
export function aktivasiSandi(dependencies: AktivasiSandiDependencies): JourneyPage {
  return {
    step: 'aktivasi-sandi',
    show: (ctx) => { showForm(dependencies, ctx) },
    posts: [{ path: '/aktivasi/sandi', handle: (ctx, journey) => submit(dependencies, ctx, journey) }],
  }
}

function showForm(
  dependencies: JourneyDependencies, ctx: Context,
  sent: { baru?: string; lihat?: boolean; bersama?: boolean; errors?: { baru?: Text } } = {},
): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  showStep(dependencies, ctx, 'masuk/aktivasi-sandi.njk', {
    errors: {}, ...sent, action: `${base}/aktivasi/sandi`, gantiAction: `${base}/ganti`,
  })
}

async function submit(dependencies: AktivasiSandiDependencies, ctx: Context, { state }: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, passwordForm)
  const bersama = form.bersama !== ''
  if (form.lihat !== '') return showForm(dependencies, ctx, { baru: form.baru, lihat: form.lihat === 'ya', bersama })
  const pegawaiId = state.aktivasi?.terbukti ?? ''
  const outcome = await whileConnected(ctx, (signal) => finishActivation(dependencies, {
    pegawaiId, password: form.baru, versi: VERSI_PEMBERITAHUAN, signal,
  }))
  if (!outcome.ok) {
    ctx.status = 400
    const baru = outcome.alasan === 'aturan' ? passwordText(outcome.reason) : REFUSALS[outcome.alasan]
    return showForm(dependencies, ctx, { bersama, errors: { baru } })
  }
  const ts = Math.floor(dependencies.clock.now().getTime() / 1000)
  return advance(dependencies, ctx, { sub: pegawaiId, sandi: outcome.sandi, bukti: ['sandi'], bersama, ts })
}
