import type { Context } from 'koa'
import { z } from 'zod'
import type { Text } from '../../../kernel/http/locale.ts'
import { type RecoveryDependencies, verifyRecovery } from '../../../domain/mfa/pemulihan/kode.service.ts'
import { type PassDependencies, usePass } from '../../../domain/mfa/izin/pakai.service.ts'
import { normaliseCode } from '../../../domain/mfa/totp/totp.rules.ts'
import { type TotpDependencies, verifyTotp } from '../../../domain/mfa/totp/verify.service.ts'
import { passError, recoveryError, totpError } from '../../faktor.rules.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm } from '../journey.ts'
import { personOf, proverOf, refuse, showForm, wishing } from './faktor-form.ts'
import { askPasskey, type FaktorPasskeyDependencies, submitPasskey } from './faktor-passkey.ts'
import { type FaktorPesanDependencies, sendCode, submitMessageCode } from './faktor-pesan.ts'
import type { JourneyPage } from './page.ts'

export type FaktorDependencies =
  JourneyDependencies & TotpDependencies & RecoveryDependencies & FaktorPesanDependencies & FaktorPasskeyDependencies & PassDependencies

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text, percaya: text })
/** A code that stands in for the phone; where that is lost, another authenticator takes its place afterwards. */
const withoutPhoneForm = codeForm.extend({ hilang: text.transform((ticked) => ticked !== '') })

/** The second factor: a passkey, a code of the person's authenticator, of his recovery card, one that is sent to him, or a pass. */
export function faktor(dependencies: FaktorDependencies): JourneyPage {
  return {
    step: 'faktor',
    show: (ctx, journey) => showForm(dependencies, ctx, journey, askedFor(ctx)),
    posts: [
      { path: '/faktor', handle: (ctx, journey) => submitTotp(dependencies, ctx, journey) },
      { path: '/faktor/passkey/opsi', handle: (ctx, journey) => askPasskey(dependencies, ctx, journey) },
      { path: '/faktor/passkey', handle: (ctx, journey) => submitPasskey(dependencies, ctx, journey) },
      { path: '/faktor/pemulihan', handle: (ctx, journey) => submitRecovery(dependencies, ctx, journey) },
      { path: '/faktor/izin', handle: (ctx, journey) => submitPass(dependencies, ctx, journey) },
      { path: '/faktor/kirim', handle: (ctx, journey) => sendCode(dependencies, ctx, journey) },
      { path: '/faktor/pesan', handle: (ctx, journey) => submitMessageCode(dependencies, ctx, journey) },
    ],
  }
}

/** The other ways have addresses, so that they can be reloaded and read in the other language. */
function askedFor(ctx: Context): string | undefined {
  const { cara } = ctx.query
  return typeof cara === 'string' ? cara : undefined
}

async function submitTotp(dependencies: FaktorDependencies, ctx: Context, shown: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, codeForm)
  const journey = wishing(shown, form.percaya)
  const code = normaliseCode(form.kode)
  if (code === undefined) return refuse(dependencies, ctx, journey, 'totp', { key: 'faktor.galat.kodeKosong' })
  const outcome = await verifyTotp(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: ['totp'], percaya: journey.state.percaya })
  return refuse(dependencies, ctx, journey, 'totp', totpError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined)
}

async function submitRecovery(dependencies: FaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { kode, hilang } = await readStepForm(dependencies, ctx, withoutPhoneForm)
  const again = (error: Text, waitSeconds?: number) => refuse(dependencies, ctx, journey, 'pemulihan', error, waitSeconds, hilang)
  if (kode.trim() === '') return again({ key: 'faktor.galat.pemulihanSalah' })
  const outcome = await verifyRecovery(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code: kode })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: ['pemulihan'], hilang })
  return again(recoveryError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined)
}

async function submitPass(dependencies: FaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { kode: code, hilang } = await readStepForm(dependencies, ctx, withoutPhoneForm)
  const again = (error: Text, waitSeconds?: number) => refuse(dependencies, ctx, journey, 'izin', error, waitSeconds, hilang)
  if (code.trim() === '') return again({ key: 'faktor.galat.izinSalah' })
  const outcome = await usePass(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: ['izin'], hilang })
  return again(passError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined)
}
