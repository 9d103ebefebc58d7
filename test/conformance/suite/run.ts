import type { ExecutionContext, TestFn } from 'ava'
import { getPlan, type Result } from './modules.ts'

/** One run of one module: what must hold is asserted on `t`, what the suite only wishes is told here. */
export interface Run {
  readonly t: ExecutionContext
  /** A condition whose failure is a warning of the suite. */
  readonly should: (holds: boolean, wish: string) => void
  /** Somebody has to look at a picture of this page. */
  readonly review: (page: string) => void
  /** The suite ends the module here and accepts it. */
  readonly skip: (reason: string) => void
  /** Our variant of the plan leaves the module out; what it would ask is shown all the same. */
  readonly notApplicable: (reason: string) => void
}

/** A module: asserts what the suite demands, in the suite's order. */
export type Module<Op> = (run: Run, op: Op) => Promise<void>

function createRun(t: ExecutionContext): { readonly run: Run; readonly result: () => Result } {
  const told = new Set<Result>()
  const tell = (result: Result) => (reason: string): void => {
    told.add(result)
    t.log(`${result}: ${reason}`)
  }
  const warn = tell('WARNING')
  const result = (): Result =>
    (['NOT_APPLICABLE', 'SKIPPED', 'WARNING', 'REVIEW'] as const).find((one) => told.has(one)) ?? 'PASSED'
  return {
    result,
    run: {
      t,
      should: (holds, wish) => { if (!holds) warn(wish) },
      review: tell('REVIEW'), skip: tell('SKIPPED'), notApplicable: tell('NOT_APPLICABLE'),
    },
  }
}

/**
 * Declares a test for each module of a plan, named as the module, and asserts the result that conformance/modules.json
 * tells an operator to expect.
 * @param modules by name; @throws Error unless they are the plan's, no more and no fewer
 * @param open what the modules run against, asked when a test begins
 */
export function declarePlan<Op>(
  test: TestFn, name: string, modules: Readonly<Record<string, Module<Op>>>, open: () => Op,
): void {
  const plan = getPlan(name)
  const strange = Object.keys(modules).filter((one) => !plan.modules.some(({ module }) => module === one))
  if (strange.length > 0) throw new Error(`${name} does not have ${strange.join(', ')}`)
  for (const { module, result } of plan.modules) {
    const steps = modules[module]
    if (!steps) throw new Error(`nobody proves ${module} of ${name}`)
    test(module, async (t) => {
      const { run, result: seen } = createRun(t)
      await steps(run, open())
      t.is(seen(), result, 'conformance/modules.json tells another result')
    })
  }
}
