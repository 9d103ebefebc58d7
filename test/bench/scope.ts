import type { Scope } from '../helpers/scope.ts'

/**
 * Runs `work` in a scope of its own: what it made is undone when it ends, last made first, also after an error.
 * @throws what `work` threw, else the first failure of cleaning up
 */
export async function inScope<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  const cleanUps: (() => unknown)[] = []
  const failures: unknown[] = []
  const undo = async (): Promise<void> => {
    for (const cleanUp of cleanUps.reverse()) {
      await Promise.resolve().then(cleanUp).catch((error: unknown) => failures.push(error))
    }
  }
  const result = await work({ teardown: (cleanUp) => { cleanUps.push(cleanUp) } }).finally(undo)
  if (failures.length > 0) throw failures[0]
  return result
}
