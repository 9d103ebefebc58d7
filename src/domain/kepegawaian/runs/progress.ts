import type { OnProgress, Progress } from '../feed.ts'
import type { Step } from './run.ts'

const STEP_OF: Record<Progress['step'], Step> = {
  read: 'snapshot', validate: 'validasi', compare: 'selisih', brake: 'rem', apply: 'penerapan',
}

/** Within a step, so often is often enough for whoever watches. */
const EVERY_MS = 1_000

/** How far a run is, told to whoever started it and written where other processes read it. */
export interface ProgressTeller {
  readonly tell: OnProgress
  /** Resolves when nothing is being written any more; what is told later is written again. */
  readonly settle: () => Promise<void>
}

/**
 * @param write one short statement outside the run's transaction; that it fails stops nobody, progress is a convenience
 * @param onProgress who started the run
 */
export function createProgress(
  write: (step: Step, done: number, total: number) => Promise<unknown>,
  { onProgress, now = () => performance.now() }: { onProgress: OnProgress; now?: () => number },
): ProgressTeller {
  let current: Step | undefined
  let writtenAt = -Infinity
  let writing: Promise<unknown> | undefined
  return {
    tell(progress) {
      onProgress(progress)
      const step = STEP_OF[progress.step]
      const isDue = step !== current || now() - writtenAt >= EVERY_MS
      if (!isDue || (writing && step === current)) return
      current = step
      writtenAt = now()
      const before = writing
      const mine = (async () => {
        await before
        await write(step, progress.done, progress.total)
      })().catch(() => undefined).finally(() => { if (writing === mine) writing = undefined })
      writing = mine
    },
    async settle() { await writing },
  }
}
