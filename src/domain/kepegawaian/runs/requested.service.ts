import type { Seal } from '../../../kernel/lib/seal.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import type { Actor } from '../../audit/index.ts'
import { BUNDLE_SOURCE, bundleOf } from '../source/bundle.ts'
import { unpackBundle } from './bundle-seal.ts'
import { asTheOnlyRun, conductRun } from './conduct.service.ts'
import { type Requested, takeRequested } from './upload.queries.ts'
import type { RunDesk } from './upload.service.ts'

/** Name of the job that rings when somebody asks for the run of an uploaded bundle (migration 13). */
export const UPLOAD_BELL = 'kepegawaian.unggahan'

export interface UploadDesk extends RunDesk {
  readonly seal: Seal
  /** sources that come before the bundle, where they know somebody too */
  readonly leading: readonly string[]
}

/**
 * Does what is asked with uploaded bundles, one after the other, until nothing is left. While another run is under way
 * nothing is done; whoever sweeps comes back. What a bundle came to stands in its run.
 */
export async function runRequested(desk: UploadDesk): Promise<void> {
  const { database, clock } = desk
  await asTheOnlyRun(database, async (holder) => {
    for (let next = await takeRequested(database, clock.now()); next; next = await takeRequested(database, clock.now())) {
      await conductRun(errandOf(next, desk), { holder, open: opener(next, desk), isBegun: true }).catch((error: unknown) => {
        // A refusal, the brake: the run says so. What is left is a defect, for whoever runs the node.
        if (!(error instanceof OperatorError)) throw error
      })
    }
  })
}

function opener({ id, sealed }: Requested, { seal, clock }: UploadDesk) {
  return () => Promise.resolve(bundleOf(unpackBundle(seal, id, sealed), clock.now()))
}

function errandOf({ id, requested, mode, synthetic, actor, startedAt, shown }: Requested, { database, clock, leading }: UploadDesk) {
  return {
    database, clock, run: id, sumber: BUNDLE_SOURCE, extent: mode, leading, synthetic, trigger: 'unggah' as const,
    actor: actor as Actor, startedAt, today: clock.today(), rehearsal: requested === 'uji',
    shown: shown ?? undefined,
  }
}
