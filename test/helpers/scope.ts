import type { TestFn } from 'ava'

/** Something that ends and cleans up after itself. AVA's `t` is one (the test). */
export interface Scope {
  teardown(cleanUp: () => unknown): void
}

/**
 * A scope that lasts as long as the test file, for what `test.before` makes: AVA allows `t.teardown` in tests
 * only. Call it at the top of the file: `const file = fileScope(test)`.
 */
export function fileScope(test: TestFn): Scope {
  const cleanUps: (() => unknown)[] = []
  test.after.always('clean up what the file shared', async () => {
    const failures: unknown[] = []
    for (const cleanUp of cleanUps.reverse()) {
      // What follows must end too, or the file would hang on it.
      await Promise.resolve().then(cleanUp).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures[0]
  })
  return { teardown: (cleanUp) => { cleanUps.push(cleanUp) } }
}
