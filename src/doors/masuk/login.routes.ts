import type { Context } from 'koa'
import { readForm } from '../../kernel/http/form.ts'
import type { Text } from '../../kernel/http/locale.ts'
import { type LoginDependencies, signInWithPassword } from '../../domain/accounts/login.service.ts'
import type { Route } from '../route.ts'
import { goOn, type JourneyDependencies, requirePrompt, showStep, stepOf } from './journey.ts'
import { type LoginErrors, readLogin } from './login.rules.ts'
import { loginForm } from './login.schema.ts'

type Dependencies = JourneyDependencies & LoginDependencies

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
  const person = await signInWithPassword(dependencies, {
    nip: input.nip, password: form.sandi, clientId: step.clientId,
  })
  if (!person) {
    ctx.status = 400
    return showLogin(dependencies, ctx, {
      values: { nip: form.nip, bersama }, errors: { form: { key: 'masuk.galat.tidakCocok' } },
    })
  }
  const ts = Math.floor(dependencies.clock.now().getTime() / 1000)
  return goOn(dependencies, ctx, {
    login: { accountId: person.sub, acr: person.acr, amr: [...person.amr], remember: !bersama, ts },
  })
}
