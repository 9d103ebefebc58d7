import type { OnProgress, Progress } from '../../domain/kepegawaian/index.ts'
import type { Say } from './command.ts'

const WORDS: Record<Progress['step'], string> = {
  read: 'Reading', validate: 'Checking', compare: 'Comparing', brake: 'Weighing', apply: 'Writing',
}

/** Within a step one line a second is enough. */
const EVERY_MS = 1_000

/** @returns what turns the progress of an import into lines: each step when it begins, then its share done */
export function sayProgress(say: Say, now: () => number = () => performance.now()): OnProgress {
  let current: Progress['step'] | undefined
  let saidAt = 0
  return ({ step, done, total }) => {
    if (step === current && now() - saidAt < EVERY_MS) return
    say(step === current && total > 0 ? `${WORDS[step]}: ${Math.floor(done * 100 / total)} %` : `${WORDS[step]}...`)
    current = step
    saidAt = now()
  }
}
