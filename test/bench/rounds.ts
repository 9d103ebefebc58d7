import { type Batch, measure } from './batch.ts'
import { median, percentile, spread } from './figures.ts'
import { KINDS, operationsOf } from './operations.ts'
import type { Plan } from './plan.ts'
import type { Side } from './stage.ts'

/** What one kind of operation came to on one side. Medians of the rounds; latencies of all rounds together. */
export interface SideFigures {
  readonly perSecond: number
  /** Of the rates of the rounds: largest less smallest, over the median. */
  readonly spread: number
  readonly p50: number
  readonly p99: number
  readonly serverMs: number
  readonly postgresMs: number | undefined
  readonly statements: number
  readonly commits: number
}

/** One kind of operation on both sides. */
export interface Comparison {
  readonly kind: string
  readonly product: SideFigures
  readonly bare: SideFigures
  /** Product over bare: rates, and CPU of server and PostgreSQL together. */
  readonly rateRatio: number
  readonly cpuRatio: number
}

/** The most memory that each server process held after a batch, bytes. */
export interface RoundsFigures { readonly comparisons: Comparison[]; readonly rss: { product: number; bare: number } }

interface RoundsOptions {
  /** CPU milliseconds of the product's PostgreSQL so far. */
  readonly postgres: (() => number) | undefined
  readonly signal?: AbortSignal | undefined
  readonly say: (line: string) => void
}

const NAMES = ['product', 'bare'] as const

export const cpuOf = ({ serverMs, postgresMs = 0 }: Pick<SideFigures, 'serverMs' | 'postgresMs'>): number =>
  serverMs + postgresMs

function figuresOf(batches: readonly Batch[]): SideFigures {
  const middle = (of: (batch: Batch) => number): number => median(batches.map(of))
  const rates = batches.map(({ perSecond }) => perSecond)
  const latencies = batches.flatMap((batch) => batch.latencies)
  const known = batches.every(({ postgresMs }) => postgresMs !== undefined)
  return {
    perSecond: median(rates), spread: spread(rates), p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99),
    serverMs: middle(({ serverMs }) => serverMs),
    postgresMs: known ? middle(({ postgresMs }) => postgresMs ?? NaN) : undefined,
    statements: middle(({ statements }) => statements), commits: middle(({ commits }) => commits),
  }
}

function lineOf(round: string, kind: string, product: Batch, bare: Batch): string {
  const side = ({ perSecond, serverMs, postgresMs = 0 }: Batch): string =>
    `${perSecond.toFixed(0).padStart(6)}/s ${(serverMs + postgresMs).toFixed(2).padStart(6)} ms CPU`
  return `${round.padEnd(8)} ${kind.padEnd(22)} product ${side(product)}   bare ${side(bare)}`
}

/** Batches of the product and the bare library in turn, so that the machine's moods meet both. */
export async function measureRounds(
  sides: Readonly<Record<(typeof NAMES)[number], Side>>, plan: Plan, { postgres, signal, say }: RoundsOptions,
): Promise<RoundsFigures> {
  const batches = { product: new Map<string, Batch[]>(), bare: new Map<string, Batch[]>() }
  for (let round = 0; round < plan.warmUps + plan.rounds; round += 1) {
    const counts = round >= plan.warmUps
    for (const name of NAMES) sides[name].visitor.forget()
    for (const kind of KINDS) {
      const options = { operations: operationsOf(kind, plan), concurrency: plan.concurrency, signal }
      // Who comes first takes turns as well.
      const order = round % 2 === 0 ? NAMES : NAMES.toReversed()
      const now: Partial<Record<(typeof NAMES)[number], Batch>> = {}
      for (const name of order) {
        const batch = await measure(sides[name], kind, { ...options, ...name === 'product' && { postgres } })
        now[name] = batch
        if (counts) batches[name].set(kind.name, [...batches[name].get(kind.name) ?? [], batch])
      }
      const title = counts ? `${round - plan.warmUps + 1}/${plan.rounds}` : 'warm-up'
      if (now.product && now.bare) say(lineOf(title, kind.name, now.product, now.bare))
    }
  }
  const comparisons = KINDS.map(({ name: kind }) => {
    const [product, bare] = NAMES.map((name) => figuresOf(batches[name].get(kind) ?? [])) as [SideFigures, SideFigures]
    return {
      kind, product, bare, rateRatio: product.perSecond / bare.perSecond, cpuRatio: cpuOf(product) / cpuOf(bare),
    }
  })
  const most = (name: (typeof NAMES)[number]): number =>
    Math.max(...[...batches[name].values()].flat().map(({ rss }) => rss))
  return { comparisons, rss: { product: most('product'), bare: most('bare') } }
}
