import type { Database } from '../../../kernel/db/database.ts'
import { desksOf } from '../../../domain/mfa/aktivasi/pembantu.service.ts'
import { type JourneyDependencies, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export interface TertahanDependencies extends JourneyDependencies {
  readonly database: Database
}

/** More is asked of this person than he can prove: why, who helps, and the ways out. Nobody is signed in here. */
export function tertahan(dependencies: TertahanDependencies): JourneyPage {
  return {
    step: 'tertahan',
    show: async (ctx, { facts: { tuntutan, person } }) => {
      const base = `/masuk/${stepOf(ctx).uid}`
      // He has proven who he is: naming his OPD tells nobody anything.
      const pembantu = await desksOf(dependencies, person)
      ctx.status = 403
      showStep(dependencies, ctx, 'masuk/tertahan.njk', {
        passkey: tuntutan.tahanPhishing, pembantu, kembaliAction: `${base}/kembali`, gantiAction: `${base}/ganti`,
      })
    },
    posts: [],
  }
}
