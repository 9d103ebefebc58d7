import type { Context } from 'koa'
import { z } from 'zod'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language } from '../../kernel/http/locale.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { launcherOf } from '../../domain/clients/launcher.service.ts'
import { PORTAL_CLIENT_ID } from '../../oidc/registration.ts'
import { visitorOf } from '../guards.ts'
import { workplaceOf } from '../menu.ts'
import type { Route } from '../route.ts'
import { presentLauncher, presentPerson } from './beranda.rules.ts'

interface Dependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly database: Database
  readonly clock: Clock
  readonly issuer: string
}

const LONGEST_SEARCH = 100
const logoutForm = z.object({ csrf: z.string().catch('') })

/** The launcher of the signed-in person, and the way out. */
export function berandaRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: '/', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/keluar', handle: (ctx) => leave(dependencies, ctx) },
  ]
}

async function show({ renderer, csrf, database, clock }: Dependencies, ctx: Context): Promise<void> {
  const { person, session, roles } = visitorOf(ctx)
  const { cari: asked } = ctx.query
  const cari = (typeof asked === 'string' ? asked : '').trim().slice(0, LONGEST_SEARCH)
  const launcher = await launcherOf(database, clock)
  stateOf(ctx).csrf = csrf.token(session.uid)
  renderer.page(ctx, 'portal/beranda.njk', {
    orang: presentPerson(person, language(ctx)), ...presentLauncher(launcher, person, cari), cari,
    kerjaHref: workplaceOf(roles),
  })
}

/** Logging out is the protocol's: it asks once more, ends the session and tells the applications. */
async function leave({ csrf, issuer }: Dependencies, ctx: Context): Promise<void> {
  const form = await readForm(ctx, logoutForm)
  csrf.check(form.csrf, visitorOf(ctx).session.uid)
  const url = new URL('/oidc/session/end', issuer)
  url.search = new URLSearchParams({ client_id: PORTAL_CLIENT_ID }).toString()
  ctx.redirect(url.href)
  ctx.status = 303
}
