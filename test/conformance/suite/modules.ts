import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What the suite says of a module in the end. `NOT_APPLICABLE`: our variant of the plan does not contain it. */
export const RESULTS = ['PASSED', 'WARNING', 'REVIEW', 'SKIPPED', 'NOT_APPLICABLE'] as const
export type Result = (typeof RESULTS)[number]

const entry = z.strictObject({
  module: z.string(), result: z.enum(RESULTS),
  /** Why it is not simply passed. */
  why: z.string().optional(),
}).refine(({ result, why }) => (result === 'PASSED') === (why === undefined), 'tells why, unless it is passed')

const schema = z.strictObject({
  suite: z.url(),
  plans: z.array(z.strictObject({
    plan: z.string(),
    /** The plan's class in the suite's repository. */
    source: z.string(),
    /** File of conformance/ that an operator gives to the suite. */
    configuration: z.string(),
    variant: z.record(z.string(), z.string()),
    modules: z.array(entry).min(1),
  })),
})

export type Plan = z.infer<typeof schema>['plans'][number]

/** The folder that an operator takes to the suite. */
export const CONFORMANCE = new URL('../../../conformance/', import.meta.url)

/** Every plan with its modules and what our tests see: the single source for tests, configuration and documentation. */
export const plans: readonly Plan[] =
  schema.parse(JSON.parse(readFileSync(new URL('modules.json', CONFORMANCE), 'utf8'))).plans

/** @throws Error when modules.json does not have it */
export function getPlan(name: string): Plan {
  const plan = plans.find((one) => one.plan === name)
  if (!plan) throw new Error(`conformance/modules.json has no plan ${name}`)
  return plan
}
