import type { Context } from 'koa'
import { z } from 'zod'
import type { ActivationDependencies } from '../../domain/accounts/activate.service.ts'
import { isKnownTo, type KnownBrowser } from '../../domain/accounts/throttle/known-browser.rules.ts'
import { changePassword } from '../../domain/sessions/change-password.service.ts'
import { whileConnected } from '../../kernel/http/connected.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Text } from '../../kernel/http/locale.ts'
import { networkOf } from '../../kernel/http/network.rules.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { changeText } from '../sandi.rules.ts'
import { type AkunDependencies, checkForm, done, showAkun } from './halaman.ts'

export interface SandiDependencies extends AkunDependencies, ActivationDependencies {
  /** What is known of the browser, and how it stays known: the person's own devices (doors/masuk/perangkat.ts). */
  readonly devices: { of(ctx: Context): KnownBrowser | undefined; remember(ctx: Context, sub: string): unknown }
}

const form = z.object({
  csrf: z.string().catch(''), lama: z.string().catch(''), baru: z.string().catch(''), lihat: z.string().catch(''),
})

type Errors = Readonly<Partial<Record<'lama' | 'baru', Text>>>

/** Another password for oneself. */
export function sandiRoutes(dependencies: SandiDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun/sandi', handle: (ctx) => { show(dependencies, ctx) } },
    { method: 'POST', path: '/akun/sandi', handle: (ctx) => change(dependencies, ctx) },
  ]
}

/** What was typed comes back only where it was asked to be seen, as on the sign-in page. */
function show(dependencies: SandiDependencies, ctx: Context, sent: { errors?: Errors; lihat?: boolean; lama?: string; baru?: string } = {}): void {
  showAkun(dependencies, ctx, 'sandi', { errors: {}, ...sent })
}

function refuse(dependencies: SandiDependencies, ctx: Context, errors: Errors, status = 400): void {
  ctx.status = status
  show(dependencies, ctx, { errors })
}

async function change(dependencies: SandiDependencies, ctx: Context): Promise<void> {
  const { csrf, lama, baru, lihat } = await readForm(ctx, form)
  checkForm(dependencies, ctx, csrf)
  if (lihat !== '') return show(dependencies, ctx, lihat === 'ya' ? { lihat: true, lama, baru } : { lama, baru })
  if (lama === '') return refuse(dependencies, ctx, { lama: { key: 'masuk.galat.sandiKosong' } })
  const { person, session } = visitorOf(ctx)
  const outcome = await whileConnected(ctx, (signal) => changePassword(dependencies, {
    pegawaiId: person.id, current: lama, next: baru, keep: session.uid, signal,
    browser: dependencies.devices.of(ctx), network: networkOf(ctx.ip) || undefined,
  }))
  if (outcome.ok) {
    // The old password's browsers are strangers to the new one; this one is not.
    const browser = dependencies.devices.of(ctx)
    if (browser && isKnownTo(browser, person.id)) dependencies.devices.remember(ctx, person.id)
    return done(ctx, '/akun/sandi', outcome.sesi === 0 ? 'sandi-diganti' : 'sandi-diganti-sesi')
  }
  if (outcome.alasan === 'ditahan') ctx.set('retry-after', String(outcome.waitSeconds))
  return refuse(dependencies, ctx, changeText(outcome), outcome.alasan === 'ditahan' ? 429 : 400)
}
