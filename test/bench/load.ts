/** Does one operation; the index says which person or token is meant. */
export type Operation = (index: number) => Promise<void>

export interface Loaded {
  readonly seconds: number
  /** Of each operation, milliseconds, in the order in which they ended. */
  readonly latencies: readonly number[]
}

interface LoadOptions {
  readonly concurrency: number
  readonly signal?: AbortSignal | undefined
}

/**
 * A closed loop: each of some workers begins an operation when its last one has ended.
 * @param until false when no further operation is begun, asked with the number of the next one
 * @throws what an operation throws; the signal's reason
 */
export async function loadWhile(
  operation: Operation, goesOn: (index: number) => boolean, { concurrency, signal }: LoadOptions,
): Promise<Loaded> {
  const latencies: number[] = []
  let next = 0
  const began = performance.now()
  const work = async (): Promise<void> => {
    while (goesOn(next)) {
      signal?.throwIfAborted()
      const index = next++
      const from = performance.now()
      await operation(index)
      latencies.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return { seconds: (performance.now() - began) / 1000, latencies }
}

/** A closed loop over a number of operations. */
export function load(operation: Operation, operations: number, options: LoadOptions): Promise<Loaded> {
  return loadWhile(operation, (index) => index < operations, options)
}

/**
 * An open loop: operations begin at their times, whether or not the ones before have ended, and each latency counts from
 * the time at which it was to begin, so that a stall is seen by everybody who would have come meanwhile.
 */
export async function paced(
  operation: Operation, { operations, everyMs, signal }: { operations: number; everyMs: number; signal?: AbortSignal | undefined },
): Promise<number[]> {
  const began = performance.now()
  return Promise.all(Array.from({ length: operations }, async (_, index) => {
    const due = began + index * everyMs
    await new Promise((resolve) => { setTimeout(resolve, index * everyMs) })
    signal?.throwIfAborted()
    await operation(index)
    return performance.now() - due
  }))
}
