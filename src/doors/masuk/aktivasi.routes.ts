import type { Context } from 'koa'
import { z } from 'zod'
import { readLongCode } from '../../domain/mfa/aktivasi/aktivasi.rules.ts'
import { helperDesks } from '../../domain/mfa/aktivasi/pembantu.queries.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { signInUrl } from '../../oidc/session.ts'
import type { Route } from '../route.ts'
import { surat } from './surat.ts'

interface Dependencies {
  readonly renderer: Renderer
  readonly csrf: Csrf
  readonly issuer: string
  readonly database: Database
  readonly clock: Clock
}

/** Names the form of one letter: there is no sign-in behind it yet. */
const formOf = (kode: string): string => `aktivasi:${kode}`

const letterForm = z.object({ csrf: z.string().catch(''), kode: z.string().catch('') })

/** Where a letter of activation leads, and the helpers whom its reader may ask. */
export function aktivasiRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: '/aktivasi', handle: (ctx) => { show(dependencies, ctx) } },
    { method: 'POST', path: '/aktivasi', handle: (ctx) => begin(dependencies, ctx) },
    { method: 'GET', path: '/bantuan/pembantu', handle: (ctx) => showHelpers(dependencies, ctx) },
  ]
}

/** What looks at addresses (a preview of a message, a scanner) must not use a letter up: this page uses nothing. */
function show({ renderer, csrf }: Dependencies, ctx: Context): void {
  const { surat: printed, kode: typed = printed } = ctx.query
  const kode = readLongCode(String(typed ?? '')) ?? ''
  stateOf(ctx).csrf = csrf.token(formOf(kode))
  renderer.page(ctx, 'masuk/aktivasi-surat.njk', { kodeSurat: kode })
}

/** Begins a sign-in to our own pages, which starts at the activation with this code. */
async function begin({ csrf, issuer }: Dependencies, ctx: Context): Promise<void> {
  const form = await readForm(ctx, letterForm)
  csrf.check(form.csrf, formOf(form.kode))
  surat.keep(ctx, readLongCode(form.kode) ?? '-')
  ctx.redirect(signInUrl(issuer, '/', 'login'))
  ctx.status = 303
}

async function showHelpers({ renderer, database, clock }: Dependencies, ctx: Context): Promise<void> {
  renderer.page(ctx, 'masuk/pembantu.njk', { pembantu: await helperDesks(database, clock.today()) })
}
