import type { Scope } from '../helpers/scope.ts'
import { bareProgram, type ColdStart, coldStart, type Program, serviceProgram } from './cold-start.ts'
import { median } from './figures.ts'
import { compareFullness, type Fullness } from './fullness.ts'
import type { Plan } from './plan.ts'
import { postgresCpu } from './postgres-cpu.ts'
import { type Comparison, cpuOf, measureRounds } from './rounds.ts'
import { openBare, openProduct } from './stage.ts'
import { measureStorm, type StormFigures } from './storm.ts'

/** Both programs from their spawn to the first answer; memory half a second later. */
export interface StartFigures {
  readonly milliseconds: number
  readonly rss: number | undefined
}

/** Everything that one run found. Bytes, milliseconds; ratios are product over bare. */
export interface Results {
  readonly comparisons: readonly Comparison[]
  /** CPU of one argon2id verification, and its share of all CPU of a sign-in. */
  readonly argon2: { readonly verificationMs: number; readonly share: number }
  /** Client credentials on both sides, and refreshes at the product. */
  readonly storm: Readonly<Record<'refresh' | 'product' | 'bare', StormFigures>>
  readonly fullness: { readonly rows: number; readonly kinds: readonly Fullness[] }
  /** With what Node compiled at an earlier start, and without. */
  readonly starts: Readonly<Record<'product' | 'productCompiling' | 'bare' | 'bareCompiling', StartFigures>>
  readonly loaded: { readonly product: number; readonly bare: number }
}

export interface BenchOptions {
  readonly plan: Plan
  readonly say: (line: string) => void
  readonly signal?: AbortSignal
  /** For Node in each measured process. */
  readonly nodeArguments?: readonly string[]
}

const COMPILING = { NODE_DISABLE_COMPILE_CACHE: '1' }

async function measureStarts(
  programs: { product: Program; bare: Program }, starts: number, nodeArguments: readonly string[], signal?: AbortSignal,
): Promise<Results['starts']> {
  const seen = { product: [], productCompiling: [], bare: [], bareCompiling: [] } as Record<keyof Results['starts'], ColdStart[]>
  // The first one fills the cache.
  for (let start = 0; start <= starts; start += 1) {
    for (const name of ['product', 'bare'] as const) {
      signal?.throwIfAborted()
      const cached = await coldStart(programs[name], {}, nodeArguments)
      const compiling = await coldStart(programs[name], COMPILING, nodeArguments)
      if (start === 0) continue
      seen[name].push(cached)
      seen[`${name}Compiling`].push(compiling)
    }
  }
  const of = (name: keyof Results['starts']): StartFigures => {
    const memory = seen[name].map(({ rss }) => rss).filter((rss) => rss !== undefined)
    return {
      milliseconds: median(seen[name].map(({ milliseconds }) => milliseconds)),
      rss: memory.length === 0 ? undefined : median(memory),
    }
  }
  return {
    product: of('product'), productCompiling: of('productCompiling'), bare: of('bare'), bareCompiling: of('bareCompiling'),
  }
}

/**
 * Measures the product against the bare library.
 * @param scope ends every process that was started
 * @throws what an operation throws: nothing is left out
 */
export async function bench(
  scope: Scope, { plan, say, signal, nodeArguments = [] }: BenchOptions,
): Promise<Results> {
  const product = await openProduct(scope, nodeArguments)
  const bare = await openBare(scope, product.parties.people, nodeArguments)
  const postgres = await postgresCpu(product.db.app)

  say('Starts...')
  const programs = { product: serviceProgram(product.settings), bare: bareProgram(bare.settings) }
  const starts = await measureStarts(programs, plan.coldStarts, nodeArguments, signal)
  const { comparisons, rss: loaded } = await measureRounds({ product, bare }, plan, { postgres, signal, say })
  const verificationMs = await product.process.ask('verification', plan.verifications) as number
  const signIn = comparisons.find(({ kind }) => kind === 'sign-in with hash')?.product
  if (!signIn) throw new Error('no sign-in was measured')

  say('A login storm...')
  const stormPlan = { ...plan.storm, signal }
  const storm = {
    refresh: await measureStorm(product, 'refresh', stormPlan),
    product: await measureStorm(product, 'client credentials', stormPlan),
    bare: await measureStorm(bare, 'client credentials', stormPlan),
  }
  const { rows } = plan.fullness
  say(`Full tables: 4 x ${rows.toLocaleString('en')} rows...`)
  const full = await openProduct(scope, nodeArguments)
  const kinds = await compareFullness(product, full, { ...plan.fullness, concurrency: plan.concurrency, signal })
  return {
    comparisons, argon2: { verificationMs, share: verificationMs / cpuOf(signIn) }, storm, fullness: { rows, kinds },
    starts, loaded,
  }
}
