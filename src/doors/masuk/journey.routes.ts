import type { Context } from 'koa'
import { z } from 'zod'
import type { Route } from '../route.ts'
import { type JourneyDependencies, openJourney, readStepForm, requirePrompt, stepOf, toOpenStep } from './journey.ts'
import { tautanReset } from './lupa.ts'
import { surat } from './surat.ts'
import type { JourneyPage } from './langkah/page.ts'

const emptyForm = z.object({ csrf: z.string().catch('') })

/** The steps of a sign-in: the page of the open one, and the forms of all, each good while its step is open. */
export function journeyRoutes(dependencies: JourneyDependencies, pages: readonly JourneyPage[]): Route[] {
  const posts = pages.flatMap(({ step, posts: forms }) => forms.map(({ path, handle }): Route => ({
    method: 'POST', path: `/masuk/:uid${path}`,
    handle: async (ctx) => {
      requirePrompt(ctx, 'login', 'akses')
      const journey = await openJourney(dependencies, ctx)
      // Too early, too late, or from another tab: the state says where this sign-in stands.
      return journey.langkah === step ? handle(ctx, journey) : toOpenStep(ctx)
    },
  })))
  return [...posts, { method: 'POST', path: '/masuk/:uid/ganti', handle: (ctx) => somebodyElse(dependencies, ctx) }]
}

/** Shows the page of the step that is open. */
export async function showJourney(
  dependencies: JourneyDependencies, pages: readonly JourneyPage[], ctx: Context,
): Promise<void> {
  const journey = await openJourney(dependencies, ctx)
  const page = pages.find(({ step }) => step === journey.langkah)
  if (!page) throw new Error(`the step ${journey.langkah} has no page`)
  return page.show(ctx, journey)
}

/** Begins the sign-in anew, for somebody else; to a page with an address of its own, which can be reloaded. */
async function somebodyElse(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'akses', 'login')
  await readStepForm(dependencies, ctx, emptyForm)
  const { uid, perjalanan } = stepOf(ctx)
  surat.forget(ctx)
  tautanReset.forget(ctx)
  if (perjalanan) await dependencies.interactions.progress(ctx, undefined)
  ctx.redirect(`/masuk/${uid}?ganti=1`)
  ctx.status = 303
}
