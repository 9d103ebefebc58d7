import type { Database } from '../../../kernel/db/database.ts'
import { type HelperDesk, helperDesks } from '../../../domain/mfa/aktivasi/pembantu.queries.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { opdOf } from '../../../domain/pegawai/unit/unit.rules.ts'
import { type JourneyDependencies, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export interface TertahanDependencies extends JourneyDependencies {
  readonly database: Database
}

/** @returns the helpers of the person's own OPD: he has proven who he is, so that naming it tells nobody anything */
async function helpersOf({ database, clock }: TertahanDependencies, person: PersonToday | undefined): Promise<HelperDesk[]> {
  const opd = person && opdOf(person.unitChain)?.nama
  return opd === undefined ? [] : (await helperDesks(database, clock.today())).filter((desk) => desk.opd === opd)
}

/** More is asked of this person than he can prove: why, who helps, and the ways out. Nobody is signed in here. */
export function tertahan(dependencies: TertahanDependencies): JourneyPage {
  return {
    step: 'tertahan',
    show: async (ctx, { facts: { tuntutan, person } }) => {
      const base = `/masuk/${stepOf(ctx).uid}`
      const pembantu = await helpersOf(dependencies, person)
      ctx.status = 403
      showStep(dependencies, ctx, 'masuk/tertahan.njk', {
        passkey: tuntutan.tahanPhishing, pembantu, kembaliAction: `${base}/kembali`, gantiAction: `${base}/ganti`,
      })
    },
    posts: [],
  }
}
