import type { Context } from 'koa'
import { z } from 'zod'
import type { BukanSaya } from '../../domain/accounts/bukan-saya/bukan-saya.queries.ts'
import { desksOf } from '../../domain/mfa/aktivasi/pembantu.service.ts'
import { findPersonToday } from '../../domain/pegawai/person.queries.ts'
import { freezeByOwner, readBukanSaya } from '../../domain/sessions/bukan-saya.service.ts'
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

/** Names both the path and what its links are signed for: the letter's `tautan('bukan-saya', bukanSaya)`. */
const PURPOSE = 'bukan-saya'

const freezeForm = z.object({ csrf: z.string().catch('') })

/** The link of every letter about somebody's account: it was not I, freeze it. GET changes nothing. */
export function bukanSayaRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: `/${PURPOSE}/:tautan`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `/${PURPOSE}/:tautan`, handle: (ctx) => freeze(dependencies, ctx) },
  ]
}

const linkOf = (ctx: Context): string => (ctx['params'] as { tautan: string }).tautan

/** @throws AppError 404 for a link that was not signed here, or whose letter is long forgotten */
async function letterOf(dependencies: Dependencies, ctx: Context): Promise<BukanSaya & { readonly id: string }> {
  const id = dependencies.links.read(PURPOSE, linkOf(ctx))
  const found = id === undefined ? undefined : await readBukanSaya(dependencies, id)
  if (id === undefined || !found) throw notFound()
  return { ...found, id }
}

/** What will happen, or what did and whom to call then. */
async function show(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { renderer, csrf, database, clock } = dependencies
  const { pegawaiId, terbuka, beku } = await letterOf(dependencies, ctx)
  stateOf(ctx).csrf = csrf.token(linkOf(ctx))
  renderer.page(ctx, 'masuk/bukan-saya.njk', {
    action: ctx.path, keadaan: beku ? 'beku' : terbuka ? 'terbuka' : 'lewat',
    // Whoever has the letter is told the OPD of whom it was sent to, and nothing else about him.
    pembantu: terbuka && !beku ? [] : await desksOf(dependencies, await findPersonToday(database, pegawaiId, clock.today())),
  })
}

async function freeze(dependencies: Dependencies, ctx: Context): Promise<void> {
  const letter = await letterOf(dependencies, ctx)
  dependencies.csrf.check((await readForm(ctx, freezeForm)).csrf, linkOf(ctx))
  await freezeByOwner(dependencies, letter)
  // The page says what became of it, also when somebody else was quicker.
  ctx.redirect(ctx.path)
  ctx.status = 303
}
