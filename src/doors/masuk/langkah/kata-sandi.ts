import type { Context } from 'koa'
import { z } from 'zod'
import { whileConnected } from '../../../kernel/http/connected.ts'
import type { Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import { type LoginDependencies, signInWithPassword } from '../../../domain/accounts/login.service.ts'
import { advance, type JourneyDependencies, readStepForm, showStep, stepOf, toOpenStep } from '../journey.ts'
import { NEW_JOURNEY } from '../journey.rules.ts'
import { runScript } from '../../skrip.ts'
import { type LoginErrors, readLogin } from './kata-sandi.rules.ts'
import { loginForm } from './kata-sandi.schema.ts'
import { askAnyPasskey, signInWithPasskey, type WithoutPasswordDependencies } from './kata-sandi-passkey.ts'
import type { JourneyPage } from './page.ts'
import { type Saran, suggestedIn } from './saran.ts'

const emptyForm = z.object({ csrf: z.string().catch('') })

export type KataSandiDependencies = JourneyDependencies & LoginDependencies & WithoutPasswordDependencies

/** NIP and password: the question, and its answer; or a passkey, which answers both. */
export function kataSandi(dependencies: KataSandiDependencies): JourneyPage {
  return {
    step: 'kata-sandi',
    show: (ctx) => show(dependencies, ctx),
    posts: [
      { path: '', handle: (ctx) => submit(dependencies, ctx) },
      { path: '/passkey/opsi', handle: (ctx) => askAnyPasskey(dependencies, ctx) },
      { path: '/passkey', handle: (ctx) => submitPasskey(dependencies, ctx) },
      { path: '/aktivasi', handle: (ctx) => beginOther(dependencies, ctx, 'aktivasi') },
      { path: '/reset', handle: (ctx) => beginOther(dependencies, ctx, 'reset') },
      { path: '/bukan-saya', handle: (ctx) => forgetSuggestion(dependencies, ctx) },
    ],
  }
}

/** Who has no password yet, or forgot it, goes on to choose one, in the same sign-in. */
async function beginOther(dependencies: JourneyDependencies, ctx: Context, alur: 'aktivasi' | 'reset'): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  await dependencies.interactions.progress(ctx, { ...NEW_JOURNEY, alur })
  return toOpenStep(ctx)
}

/** Somebody else sits here, or does not want to be named: the plain form, now and the next time. */
async function forgetSuggestion(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  dependencies.devices.forgetSuggestion(ctx)
  return toOpenStep(ctx)
}

/** The empty form; whoever asked for somebody else's sign-in is suggested nobody. */
async function show(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  dependencies.devices.greet(ctx)
  const saran = ctx.query['ganti'] === undefined ? await suggestedIn(dependencies, ctx) : undefined
  showForm(dependencies, ctx, { saran })
}

interface Filled {
  readonly saran?: Saran | undefined
  readonly values?: Record<string, unknown>
  readonly errors?: LoginErrors & { form?: Text; passkey?: Text }
}

/** Shows the form, empty or as it was sent. */
function showForm(dependencies: JourneyDependencies, ctx: Context, { saran, values = {}, errors = {} }: Filled): void {
  const { uid, prompt } = stepOf(ctx)
  const [aktivasiAction, resetAction] = [`/masuk/${uid}/aktivasi`, `/masuk/${uid}/reset`]
  const passkey = { opsi: `/masuk/${uid}/passkey/opsi`, action: `/masuk/${uid}/passkey`, ingat: true }
  runScript(ctx, 'passkey.js')
  // The failed form stands at this address: its language link must lead to the form again, not to the refusal.
  const action = `/masuk/${uid}${prompt === 'akses' ? '?ganti=1' : ''}`
  showStep(dependencies, ctx, 'masuk/kata-sandi.njk', {
    action, aktivasiAction, resetAction, passkey, values, errors,
    ...(saran && { saran: { sebutan: saran.sebutan, tanda: saran.tanda, bukanAction: `/masuk/${uid}/bukan-saya` } }),
  })
}

async function submit(dependencies: KataSandiDependencies, ctx: Context): Promise<void> {
  const step = stepOf(ctx)
  const form = await readStepForm(dependencies, ctx, loginForm)
  const isSuggested = form.lanjut !== '' && form.nip === ''
  const saran = isSuggested ? await suggestedIn(dependencies, ctx) : undefined
  // Another window signed somebody else in, or he may not sign in any more: the page of now.
  if (isSuggested && saran?.tanda !== form.lanjut) return toOpenStep(ctx)
  const bersama = form.bersama !== ''
  if (form.tampilkan || form.sembunyikan) {
    const values = { nip: form.nip, sandi: form.sandi, tampil: form.tampilkan !== '', bersama }
    return showForm(dependencies, ctx, { saran, values })
  }
  const input = readLogin({ nip: saran?.nomor ?? form.nip, sandi: form.sandi })
  if ('errors' in input) {
    ctx.status = 400
    return showForm(dependencies, ctx, { saran, values: { nip: form.nip, bersama }, errors: input.errors })
  }
  const outcome = await whileConnected(ctx, (signal) => signInWithPassword(dependencies, {
    nip: input.nip, password: form.sandi, clientId: step.clientId, signal,
    browser: dependencies.devices.of(ctx), network: networkOf(ctx.ip) || undefined,
  }))
  if (!outcome.ok) return showFailure(dependencies, ctx, { saran, values: { nip: form.nip, bersama } }, outcome.waitSeconds)
  const { sub, sandi } = outcome.person
  const ts = Math.floor(dependencies.clock.now().getTime() / 1000)
  return advance(dependencies, ctx, { sub, sandi, bukti: ['sandi'], bersama, ts })
}

const submitPasskey = (dependencies: KataSandiDependencies, ctx: Context): Promise<void> =>
  signInWithPasskey(dependencies, ctx, (values, passkey, waitSeconds) => {
    ctx.status = waitSeconds === undefined ? 400 : 429
    if (waitSeconds !== undefined) ctx.set('retry-after', String(waitSeconds))
    showForm(dependencies, ctx, { values, errors: { passkey } })
  })

/** The form as it was sent, with the one sentence for every failure, or with how long tries are held back. */
function showFailure(
  dependencies: JourneyDependencies, ctx: Context, sent: Filled, waitSeconds: number | undefined,
): void {
  if (waitSeconds === undefined) {
    ctx.status = 400
    return showForm(dependencies, ctx, { ...sent, errors: { form: { key: 'masuk.galat.tidakCocok' } } })
  }
  ctx.status = 429
  ctx.set('retry-after', String(waitSeconds))
  const menit = Math.ceil(waitSeconds / 60)
  return showForm(dependencies, ctx, { ...sent, errors: { form: { key: 'masuk.galat.tunggu', params: { menit } } } })
}
