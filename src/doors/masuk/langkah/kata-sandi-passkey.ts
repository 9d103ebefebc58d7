import type { Context } from 'koa'
import type { Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import { askAuthentication, type PasskeyDependencies } from '../../../domain/mfa/passkey/challenge.service.ts'
import { verifyPasskey } from '../../../domain/mfa/passkey/verify.service.ts'
import { passkeyError } from '../../faktor.rules.ts'
import { emptyForm, passkeyForm } from '../../passkey.schema.ts'
import { advance, type JourneyDependencies, readStepForm, stepOf } from '../journey.ts'

export type WithoutPasswordDependencies = JourneyDependencies & PasskeyDependencies

/**
 * Draws what is to be signed when the browser asks for it. The first page is opened by everybody and signed in from with
 * a passkey by some: drawn with the page, each sign-in with a password would cost a statement and a commit more.
 */
export async function askAnyPasskey(dependencies: WithoutPasswordDependencies, ctx: Context): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  ctx.body = await askAuthentication(dependencies, { ikatan: stepOf(ctx).uid })
}

/**
 * Signs in with a passkey alone: it says who somebody is, and proves it.
 * @param refuse shows the first page again, with what is wrong
 */
export async function signInWithPasskey(
  dependencies: WithoutPasswordDependencies, ctx: Context,
  refuse: (values: { bersama: boolean }, passkey: Text, waitSeconds?: number) => void,
): Promise<void> {
  const { jawaban: response, bersama: shared } = await readStepForm(dependencies, ctx, passkeyForm)
  const bersama = shared !== ''
  const outcome = await verifyPasskey(dependencies, {
    ikatan: stepOf(ctx).uid, response, browser: dependencies.devices.of(ctx), network: networkOf(ctx.ip) || undefined,
  })
  if (!outcome.ok) return refuse({ bersama }, passkeyError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined)
  const { pegawaiId: sub, bukti, kunci } = outcome
  // Whoever may not be signed in is told no more than somebody whose passkey is unknown.
  if (!await dependencies.findPerson(sub)) return refuse({ bersama }, passkeyError({ ok: false, alasan: 'tidak-cocok' }))
  const ts = Math.floor(dependencies.clock.now().getTime() / 1000)
  return advance(dependencies, ctx, { sub, bukti: [bukti], kunci, bersama, ts })
}
