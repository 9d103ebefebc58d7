import { join } from 'node:path'
import { OperatorError } from '../../lib/operator-error.ts'
import { prepareDataDir } from './data-dir.ts'
import { tryLock } from './folder-lock.ts'

/**
 * Makes this process the one service of its DATA_DIR (decision 1). The lock of a dead process does not count.
 * @throws OperatorError naming the pid of the service that runs already
 */
// eslint-disable-next-line @typescript-eslint/require-await -- a promise by contract: taking it may one day wait
export async function claimService(dataDir: string): Promise<{ release(): Promise<void> }> {
  const folder = prepareDataDir(dataDir)
  const attempt = tryLock(join(folder, 'service.lock'))
  if ('heldBy' in attempt) {
    throw new OperatorError(
      `Banten Satu Login already runs on ${folder} as process ${attempt.heldBy}; `
      + 'stop that one first, or set another DATA_DIR (and PORT).')
  }
  return { release: () => Promise.resolve(attempt.release()) }
}
