import type { Context } from 'koa'
import { whileConnected } from '../../kernel/http/connected.ts'
import { readForm } from '../../kernel/http/form.ts'
import type { Text } from '../../kernel/http/locale.ts'
import { networkOf } from '../../kernel/http/network.rules.ts'
import { type LoginDependencies, signInWithPassword } from '../../domain/accounts/login.service.ts'
import type { Route } from '../route.ts'
import { goOn, type JourneyDependencies, requirePrompt, showStep, stepOf } from './journey.ts'
import { type LoginErrors, readLogin } from './login.rules.ts'
import { loginForm } from './login.schema.ts'
import type { Devices } from './perangkat.ts'

type Dependencies = JourneyDependencies & LoginDependencies & { readonly devices: Devices }

/** NIP and password: the question, and its answer. */
export function loginRoutes(dependencies: Dependencies): Route[] {
  return [{ method: 'POST', path: '/masuk/:uid', handle: (ctx) => submit(dependencies, ctx) }]
}

/** Shows the form, empty or as it was sent. */
export function showLogin(
  dependencies: JourneyDependencies, ctx: Context,
  { values = {}, errors = {} }: { values?: Record<string, unknown>; errors?: LoginErrors & { form?: Text } } = {},
): void {
  const { uid, prompt } = stepOf(ctx)
  // The failed form stands at this address: its language link must lead to the form again, not to the refusal.
  const action = `/masuk/${uid}${prompt === 'akses' ? '?ganti=1' : ''}`
  showStep(dependencies, ctx, 'masuk/kata-sandi.njk', { action, values, errors })
}

async function submit(dependencies: Dependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'login', 'akses')
  const step = stepOf(ctx)
  const form = await readForm(ctx, loginForm)
  dependencies.csrf.check(form.csrf, step.uid)
  const bersama = form.bersama !== ''
  if (form.tampilkan || form.sembunyikan) {
    const values = { nip: form.nip, sandi: form.sandi, tampil: form.tampilkan !== '', bersama }
    return showLogin(dependencies, ctx, { values })
  }
  const input = readLogin(form)
  if ('errors' in input) {
    ctx.status = 400
    return showLogin(dependencies, ctx, { values: { nip: form.nip, bersama }, errors: input.errors })
  }
  const outcome = await whileConnected(ctx, (signal) => signInWithPassword(dependencies, {
    nip: input.nip, password: form.sandi, clientId: step.clientId, signal,
    browser: dependencies.devices.of(ctx), network: networkOf(ctx.ip) || undefined,
  }))
  if (!outcome.ok) return showFailure(dependencies, ctx, { nip: form.nip, bersama }, outcome.waitSeconds)
  const { person } = outcome
  // On a computer that others use nothing is left behind.
  if (!bersama) dependencies.devices.remember(ctx, person.sub)
  const ts = Math.floor(dependencies.clock.now().getTime() / 1000)
  return goOn(dependencies, ctx, {
    login: { accountId: person.sub, acr: person.acr, amr: [...person.amr], remember: !bersama, ts, sandi: person.sandi },
  })
}

/** The form as it was sent, with the one sentence for every failure, or with how long tries are held back. */
function showFailure(
  dependencies: Dependencies, ctx: Context, values: Record<string, unknown>, waitSeconds: number | undefined,
): void {
  if (waitSeconds === undefined) {
    ctx.status = 400
    return showLogin(dependencies, ctx, { values, errors: { form: { key: 'masuk.galat.tidakCocok' } } })
  }
  ctx.status = 429
  ctx.set('retry-after', String(waitSeconds))
  const menit = Math.ceil(waitSeconds / 60)
  return showLogin(dependencies, ctx, { values, errors: { form: { key: 'masuk.galat.tunggu', params: { menit } } } })
}
