/** Sources that are read by themselves: the schedule of the house, and what stewards ask for in between. */
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { runRequested, UPLOAD_BELL } from '../runs/requested.service.ts'
import { namesOf, syncDue, type SyncDesk } from './sync.service.ts'

export { namesOf, type Synced, syncNow } from './sync.service.ts'

/** Each minute one node looks what is due. */
const EACH_MINUTE = '* * * * *'

interface Keeping extends SyncDesk {
  readonly seal: Seal
  /** Takes what a source failed with that is nobody's concern outside: a defect, or a database that is away. */
  readonly onError: (error: unknown) => void
}

/** Has the house read its sources by the schedule, and run what stewards uploaded, when the bell rings and each minute. */
export function keepSyncing(jobs: Jobs, desk: Keeping): void {
  const uploads = { ...desk, leading: namesOf(desk.sources) }
  jobs.handle(UPLOAD_BELL, () => runRequested(uploads))
  jobs.schedule('kepegawaian.sync', EACH_MINUTE, async () => {
    await runRequested(uploads)
    for (const synced of await syncDue(desk)) if (synced.outcome === 'gagal') desk.onError(synced.error)
  })
}
