import type { Kind } from './operations.ts'
import { load } from './load.ts'
import type { Side } from './stage.ts'

/** What one batch of one kind of operation came to on one side; costs are of one operation. */
export interface Batch {
  readonly perSecond: number
  readonly latencies: readonly number[]
  /** CPU milliseconds of the server process. */
  readonly serverMs: number
  /** CPU milliseconds of PostgreSQL; undefined where nobody can tell. */
  readonly postgresMs: number | undefined
  readonly statements: number
  readonly commits: number
  /** Resident memory of the server process after it, bytes. */
  readonly rss: number
}

export interface BatchOptions {
  readonly operations: number
  readonly concurrency: number
  /** CPU milliseconds of the side's PostgreSQL so far; absent for a side without one. */
  readonly postgres?: (() => number) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Does one batch. @throws what an operation throws */
export async function measure(
  { process, visitor }: Side, kind: Kind, { operations, concurrency, postgres, signal }: BatchOptions,
): Promise<Batch> {
  await process.ask('hashing', kind.hashing === true)
  const [before, postgresBefore] = [await process.usage(), postgres?.()]
  const { seconds, latencies } = await load(kind.of(visitor), operations, { concurrency, signal })
  const [after, postgresAfter] = [await process.usage(), postgres?.()]
  return {
    perSecond: operations / seconds,
    latencies,
    serverMs: (after.cpuMs - before.cpuMs) / operations,
    postgresMs: postgresBefore === undefined || postgresAfter === undefined
      ? undefined : (postgresAfter - postgresBefore) / operations,
    statements: (after.statements - before.statements) / operations,
    commits: (after.commits - before.commits) / operations,
    rss: after.rss,
  }
}
