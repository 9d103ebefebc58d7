import type { Context } from 'koa'
import { z } from 'zod'
import { answerKontak } from '../../domain/accounts/kontak/kontak.service.ts'
import { findOneKontak, type WaitingKontak } from '../../domain/accounts/kontak/kontak.queries.ts'
import { maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { SignedLinks } from '../../kernel/lib/signed-link.ts'
import type { Route } from '../route.ts'

interface Dependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly links: SignedLinks
  readonly database: Database
  readonly clock: Clock
}

/** Names both the path and what its links are signed for: the letter's `tautan('kontak', id)`. */
const PURPOSE = 'kontak'

const answerForm = z.object({ csrf: z.string().catch(''), jawaban: z.enum(['setuju', 'tolak']).catch('tolak') })

/** The question that a letter to the old address asks: is the new one yours? Whoever has the letter may answer, once. */
export function kontakRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: `/${PURPOSE}/:tautan`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `/${PURPOSE}/:tautan`, handle: (ctx) => answer(dependencies, ctx) },
  ]
}

const linkOf = (ctx: Context): string => (ctx['params'] as { tautan: string }).tautan

/** @throws AppError 404 for a link that was not signed here: the same words as for any page that is not there */
async function questionOf({ links, database }: Dependencies, ctx: Context): Promise<WaitingKontak> {
  const id = links.read(PURPOSE, linkOf(ctx))
  const question = id === undefined ? undefined : await findOneKontak(database, id)
  if (!question) throw notFound()
  return question
}

async function show(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { renderer, csrf, clock } = dependencies
  const { kolom, nilai, putusan, batas } = await questionOf(dependencies, ctx)
  const terbuka = putusan === null && batas > clock.now()
  stateOf(ctx).csrf = csrf.token(linkOf(ctx))
  renderer.page(ctx, 'masuk/kontak.njk', {
    kolom, baru: maskKontak(nilai), action: ctx.path,
    keadaan: terbuka ? 'terbuka' : putusan ?? 'kedaluwarsa',
  })
}

async function answer(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { csrf, database, clock } = dependencies
  const { id } = await questionOf(dependencies, ctx)
  const form = await readForm(ctx, answerForm)
  csrf.check(form.csrf, linkOf(ctx))
  await answerKontak(database, clock, id, form.jawaban)
  // The page says what became of it, also when somebody else was quicker.
  ctx.redirect(ctx.path)
  ctx.status = 303
}
