import type { Context } from 'koa'
import type { Csrf } from '../../kernel/http/csrf.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import type { Interactions, JourneyResult, JourneyStep } from '../../oidc/interactions.ts'
import { PORTAL_CLIENT_ID } from '../../oidc/registration.ts'

/** What the pages of the sign-in journey are made from. */
export interface JourneyDependencies {
  readonly renderer: Renderer
  readonly interactions: Interactions
  readonly csrf: Csrf
}

/** @returns the open step of this browser, put there by the guard `interaksi` */
export function stepOf(ctx: Context): JourneyStep {
  return (ctx.state as { step: JourneyStep }).step
}

/**
 * An answer fits the open question alone: one to another question has no meaning, and no consequence.
 * @throws AppError 400 `wrong-step`
 */
export function requirePrompt(ctx: Context, ...prompts: JourneyStep['prompt'][]): void {
  if (!prompts.includes(stepOf(ctx).prompt)) throw new AppError('wrong-step', 400, 'another question is open')
}

/** The application as pages name it; our own portal is nobody's application. */
export function aplikasiOf({ clientId, aplikasi }: JourneyStep) {
  if (clientId === PORTAL_CLIENT_ID) return null
  return { nama: aplikasi.nama, opd: aplikasi.opd?.nama ?? '', host: aplikasi.host }
}

/** Shows a page whose form leads back to the application in the end. */
export function showStep(
  { renderer, csrf }: JourneyDependencies, ctx: Context, view: string, data: Record<string, unknown>,
): void {
  const step = stepOf(ctx)
  const state = stateOf(ctx)
  state.csrf = csrf.token(step.uid)
  if (step.returnOrigin) state.formOrigins.push(step.returnOrigin)
  renderer.page(ctx, view, { aplikasi: aplikasiOf(step), ...data })
}

/** Gives the answer and sends the browser on with GET (RFC 9110, 15.4.4). */
export async function goOn(
  { interactions }: JourneyDependencies, ctx: Context, result: JourneyResult,
): Promise<void> {
  ctx.redirect(await interactions.answer(ctx, result))
  ctx.status = 303
  const step = stepOf(ctx)
  if (step.returnOrigin) stateOf(ctx).formOrigins.push(step.returnOrigin)
}
