import { type Batch, measure } from './batch.ts'
import { fill } from './fill.ts'
import { median } from './figures.ts'
import { KINDS, operationsOf } from './operations.ts'
import type { ProductSide } from './stage.ts'

/** What reads or writes the tables that are filled. */
const TOUCHING = ['sign-in without hash', 'silent sign-in', 'code exchange', 'refresh', 'userinfo', 'introspection']

export interface FullnessPlan {
  /** In each of the four tables. */
  readonly rows: number
  readonly rounds: number
  readonly share: number
  readonly concurrency: number
  readonly signal?: AbortSignal | undefined
}

/** Throughput over full tables by throughput over empty ones, for one kind of operation. */
export interface Fullness {
  readonly kind: string
  readonly ratio: number
}

/** Compares two products that differ in what their tables hold, batch by batch in turn. */
export async function compareFullness(
  empty: ProductSide, full: ProductSide, { rows, rounds, share, concurrency, signal }: FullnessPlan,
): Promise<Fullness[]> {
  await full.visitor.signIn(0)
  await full.visitor.exchange()
  await fill(full.db.owner, rows, '11 hours')
  const kinds = KINDS.filter(({ name }) => TOUCHING.includes(name))
  const batches = { empty: new Map<string, Batch[]>(), full: new Map<string, Batch[]>() }
  // The first round warms up what only one of them has done before.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { visitor } of [empty, full]) visitor.forget()
    for (const kind of kinds) {
      for (const [name, side] of [['empty', empty], ['full', full]] as const) {
        const operations = operationsOf(kind, { share, concurrency })
        const batch = await measure(side, kind, { operations, concurrency, signal })
        if (round > 0) batches[name].set(kind.name, [...batches[name].get(kind.name) ?? [], batch])
      }
    }
  }
  const rate = (name: 'empty' | 'full', kind: string): number =>
    median((batches[name].get(kind) ?? []).map(({ perSecond }) => perSecond))
  return kinds.map(({ name: kind }) => ({ kind, ratio: rate('full', kind) / rate('empty', kind) }))
}
