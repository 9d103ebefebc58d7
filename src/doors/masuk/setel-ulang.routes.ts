import type { Context } from 'koa'
import { z } from 'zod'
import { findPermintaan, type Permintaan } from '../../domain/accounts/bantuan/permintaan.queries.ts'
import { stopByOwner } from '../../domain/accounts/bantuan/permintaan.service.ts'
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

/** Names both the path and what its links are signed for: the letter's `tautan('setel-ulang', id)`. */
const PURPOSE = 'setel-ulang'

const stopForm = z.object({ csrf: z.string().catch('') })

/** The link of the letter that says that somebody's second factors will be taken: it was not I, stop it. GET changes nothing. */
export function setelUlangRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: `/${PURPOSE}/:tautan`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `/${PURPOSE}/:tautan`, handle: (ctx) => stop(dependencies, ctx) },
  ]
}

const linkOf = (ctx: Context): string => (ctx['params'] as { tautan: string }).tautan

/** @throws AppError 404 for a link that was not signed here */
async function requestOf({ links, database }: Dependencies, ctx: Context): Promise<Permintaan> {
  const id = links.read(PURPOSE, linkOf(ctx))
  const found = id === undefined ? undefined : await findPermintaan(database, id)
  if (found?.jenis !== 'setel-ulang') throw notFound()
  return found
}

async function show(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { renderer, csrf } = dependencies
  const { keadaan } = await requestOf(dependencies, ctx)
  stateOf(ctx).csrf = csrf.token(linkOf(ctx))
  const isOpen = keadaan === 'disetujui' || keadaan === 'menunggu'
  renderer.page(ctx, 'masuk/setel-ulang.njk', {
    action: ctx.path, keadaan: isOpen ? 'terbuka' : keadaan === 'dilaksanakan' ? 'dilaksanakan' : 'dibatalkan',
  })
}

async function stop(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { csrf, database, clock } = dependencies
  const found = await requestOf(dependencies, ctx)
  csrf.check((await readForm(ctx, stopForm)).csrf, linkOf(ctx))
  await stopByOwner({ database, clock }, found)
  // The page says what became of it, also when the day came first.
  ctx.redirect(ctx.path)
  ctx.status = 303
}
