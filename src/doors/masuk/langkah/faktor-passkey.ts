import type { Context } from 'koa'
import { askAuthentication, type PasskeyDependencies } from '../../../domain/mfa/passkey/challenge.service.ts'
import { verifyPasskey } from '../../../domain/mfa/passkey/verify.service.ts'
import { passkeyError } from '../../faktor.rules.ts'
import { emptyForm, passkeyForm } from '../../passkey.schema.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, stepOf } from '../journey.ts'
import { personOf, proverOf, refuse } from './faktor-form.ts'

export type FaktorPasskeyDependencies = JourneyDependencies & PasskeyDependencies

/** Draws what is to be signed when the browser asks for it: whoever looks at the page costs nothing. */
export async function askPasskey(
  dependencies: FaktorPasskeyDependencies, ctx: Context, journey: Journey,
): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  ctx.body = await askAuthentication(dependencies, { pegawaiId: personOf(journey).id, ikatan: stepOf(ctx).uid })
}

/** A passkey of the person whose password it was. */
export async function submitPasskey(
  dependencies: FaktorPasskeyDependencies, ctx: Context, journey: Journey,
): Promise<void> {
  const { jawaban: response } = await readStepForm(dependencies, ctx, passkeyForm)
  const prover = proverOf(dependencies, ctx, personOf(journey))
  const outcome = await verifyPasskey(dependencies, { ...prover, ikatan: stepOf(ctx).uid, response })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: [outcome.bukti], kunci: outcome.kunci })
  return refuse(
    dependencies, ctx, journey, 'passkey', passkeyError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined,
  )
}
