import type { Context } from 'koa'
import { z } from 'zod'
import { VERSI_PEMBERITAHUAN } from '../../../domain/mfa/aktivasi/pemberitahuan.rules.ts'
import { readNotice } from '../../../domain/mfa/aktivasi/pemberitahuan.service.ts'
import { advance, type Journey, readStepForm, showStep, stepOf } from '../journey.ts'
import type { AktivasiPageDependencies } from './aktivasi-nomor.ts'
import type { JourneyPage } from './page.ts'

const emptyForm = z.object({ csrf: z.string().catch('') })

/** The privacy notice: in an activation kept with the first password, later when there is another version of it. */
export function aktivasiPemberitahuan(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'aktivasi-pemberitahuan',
    show: (ctx) => {
      showStep(dependencies, ctx, 'masuk/aktivasi-pemberitahuan.njk', {
        versi: VERSI_PEMBERITAHUAN, action: `/masuk/${stepOf(ctx).uid}/aktivasi/pemberitahuan`,
      })
    },
    posts: [{ path: '/aktivasi/pemberitahuan', handle: (ctx, journey) => read(dependencies, ctx, journey) }],
  }
}

async function read(dependencies: AktivasiPageDependencies, ctx: Context, { state, facts }: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  if (facts.person) await readNotice(dependencies, facts.person.id)
  return advance(dependencies, ctx, { aktivasi: { ...state.aktivasi, versi: VERSI_PEMBERITAHUAN } })
}
