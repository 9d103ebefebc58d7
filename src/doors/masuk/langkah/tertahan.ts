import { showStep, stepOf, type JourneyDependencies } from '../journey.ts'
import type { JourneyPage } from './page.ts'

/** More is asked of this person than he can prove: why, who helps, and the ways out. Nobody is signed in here. */
export function tertahan(dependencies: JourneyDependencies): JourneyPage {
  return {
    step: 'tertahan',
    show: (ctx, { facts: { tuntutan } }) => {
      const base = `/masuk/${stepOf(ctx).uid}`
      ctx.status = 403
      showStep(dependencies, ctx, 'masuk/tertahan.njk', {
        passkey: tuntutan.tahanPhishing, kembaliAction: `${base}/kembali`, gantiAction: `${base}/ganti`,
      })
    },
    posts: [],
  }
}
