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
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  })
  return { teardown: (cleanUp) => { cleanUps.push(cleanUp) } }
}
