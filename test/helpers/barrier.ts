/**
 * A place where n parties wait for each other.
 * @returns resolves for all when the nth arrives; after that it lets everybody through
 */
export function barrier(parties: number): () => Promise<void> {
  let waiting = 0
  const { promise, resolve } = Promise.withResolvers<undefined>()
  return async () => {
    waiting += 1
    if (waiting >= parties) resolve(undefined)
    await promise
  }
}
