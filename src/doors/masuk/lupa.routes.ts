import type { Context } from 'koa'
import { z } from 'zod'
import { openWithLink } from '../../domain/mfa/lupa/buka.service.ts'
import { readResetLink, RESET_MINUTES, type ResetLink } from '../../domain/mfa/lupa/tautan.ts'
import type { Codes } from '../../domain/accounts/kode/index.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { signInUrl } from '../../oidc/session.ts'
import type { Route } from '../route.ts'
import { askedIn, launcherPath, readSecret, tautanReset } from './lupa.ts'

interface Dependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly issuer: string
  readonly database: Database
  readonly clock: Clock
  readonly codes: Codes
}

const emptyForm = z.object({ csrf: z.string().catch('') })

/** Names the form of one link: there may be no sign-in behind it yet. */
const formOf = ({ rahasia }: ResetLink): string => `lupa:${rahasia}`

/** The link of a letter to whoever forgot his password. What looks at addresses uses nothing up; the form carries it on. */
export function lupaRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: '/lupa/:tautan', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/lupa/:tautan', handle: (ctx) => goOn(dependencies, ctx) },
  ]
}

/** @throws AppError 404 for what cannot be a link */
function linkOf(ctx: Context): ResetLink {
  const rahasia = readSecret((ctx['params'] as { tautan: string }).tautan)
  if (rahasia === undefined) throw notFound()
  return { lewat: 'email', rahasia }
}

async function show({ renderer, csrf, database }: Dependencies, ctx: Context): Promise<void> {
  const link = linkOf(ctx)
  stateOf(ctx).csrf = csrf.token(formOf(link))
  renderer.page(ctx, 'masuk/lupa.njk', {
    terbuka: await readResetLink(database, link) !== undefined, menit: RESET_MINUTES, action: ctx.url,
  })
}

/**
 * Goes on in the sign-in in which the link was asked for, where this is the same browser; in any other a sign-in to our
 * own pages begins, where the application stands that he came from.
 */
async function goOn(dependencies: Dependencies, ctx: Context): Promise<void> {
  const link = linkOf(ctx)
  dependencies.csrf.check((await readForm(ctx, emptyForm)).csrf, formOf(link))
  ctx.status = 303
  if (!await openWithLink(dependencies, link)) return ctx.redirect(ctx.url)
  tautanReset.keep(ctx, link)
  const [uid, { aplikasi }] = [askedIn(ctx), ctx.query]
  ctx.redirect(uid !== undefined ? `/masuk/${uid}`
    : signInUrl(dependencies.issuer, launcherPath(typeof aplikasi === 'string' ? aplikasi : undefined), 'login'))
}
