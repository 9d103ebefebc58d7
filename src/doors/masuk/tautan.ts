/** Pages that the link of a letter opens: whoever has the letter may answer. Looking at one changes nothing. */
import type { Context } from 'koa'
import { z } from 'zod'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { SignedLinks } from '../../kernel/lib/signed-link.ts'
import type { Route } from '../route.ts'

export interface TautanDependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly links: SignedLinks
  readonly database: Database
  readonly clock: Clock
}

interface TautanPage<Found> {
  /** Names both the path and what its links are signed for: `tautan('<purpose>', id)` of a letter. */
  readonly purpose: string
  /** @returns what a link is about; undefined where that is not there (any more) */
  readonly find: (id: string) => Promise<Found | undefined>
  readonly view: string
  /** What the view sees beside `action`. */
  readonly present: (found: Found) => Record<string, unknown> | Promise<Record<string, unknown>>
  /** @param jawaban value of the button that was pressed, empty where the page has one */
  readonly answer: (found: Found, jawaban: string) => Promise<unknown>
}

const answerForm = z.object({ csrf: z.string().catch(''), jawaban: z.string().catch('') })

const linkOf = (ctx: Context): string => (ctx['params'] as { tautan: string }).tautan

/** @returns the routes of one such page */
export function tautanRoutes<Found>(
  { renderer, csrf, links }: TautanDependencies, { purpose, find, view, present, answer }: TautanPage<Found>,
): Route[] {
  /** @throws AppError 404 for a link that was not signed here: the same words as for any page that is not there */
  async function foundBy(ctx: Context): Promise<Found> {
    const id = links.read(purpose, linkOf(ctx))
    const found = id === undefined ? undefined : await find(id)
    if (found === undefined) throw notFound()
    return found
  }

  async function show(ctx: Context): Promise<void> {
    const found = await foundBy(ctx)
    stateOf(ctx).csrf = csrf.token(linkOf(ctx))
    renderer.page(ctx, view, { action: ctx.path, ...await present(found) })
  }

  async function take(ctx: Context): Promise<void> {
    const found = await foundBy(ctx)
    const form = await readForm(ctx, answerForm)
    csrf.check(form.csrf, linkOf(ctx))
    await answer(found, form.jawaban)
    // The page says what became of it, also when somebody else was quicker.
    ctx.redirect(ctx.path)
    ctx.status = 303
  }

  return [
    { method: 'GET', path: `/${purpose}/:tautan`, handle: show }, { method: 'POST', path: `/${purpose}/:tautan`, handle: take },
  ]
}
