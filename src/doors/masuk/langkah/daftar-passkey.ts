import type { Context } from 'koa'
import type { Text } from '../../../kernel/http/locale.ts'
import { desksOf } from '../../../domain/mfa/aktivasi/pembantu.service.ts'
import { askRegistration, type PasskeyDependencies } from '../../../domain/mfa/passkey/challenge.service.ts'
import { registerPasskey } from '../../../domain/mfa/passkey/register.service.ts'
import { passkeyError, passkeyLabel } from '../../faktor.rules.ts'
import { emptyForm, newPasskeyForm } from '../../passkey.schema.ts'
import { runScript } from '../../skrip.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { personOf } from './faktor-form.ts'
import type { JourneyPage } from './page.ts'
import type { TertahanDependencies } from './tertahan.ts'

export type DaftarPasskeyDependencies = JourneyDependencies & PasskeyDependencies & TertahanDependencies

/**
 * A first passkey, where nothing less is good enough. Whoever has another second factor has proven it before this step is
 * open (`journey.rules.ts`); whoever cannot make one here says so, and is led to who helps him.
 */
export function daftarPasskey(dependencies: DaftarPasskeyDependencies): JourneyPage {
  return {
    step: 'daftar-passkey',
    show: (ctx, journey) => showForm(dependencies, ctx, journey),
    posts: [
      { path: '/daftar-passkey/opsi', handle: (ctx, journey) => ask(dependencies, ctx, journey) },
      { path: '/daftar-passkey', handle: (ctx, journey) => submit(dependencies, ctx, journey) },
      { path: '/daftar-passkey/tanpa', handle: (ctx) => goWithout(dependencies, ctx) },
    ],
  }
}

async function showForm(
  dependencies: DaftarPasskeyDependencies, ctx: Context, journey: Journey, errors: { passkey?: Text } = {},
): Promise<void> {
  const base = `/masuk/${stepOf(ctx).uid}`
  const pembantu = await desksOf(dependencies, personOf(journey))
  runScript(ctx, 'passkey.js')
  showStep(dependencies, ctx, 'masuk/daftar-passkey.njk', {
    errors, pembantu,
    passkey: { opsi: `${base}/daftar-passkey/opsi`, action: `${base}/daftar-passkey`, ingat: !journey.state.bersama },
    tanpaAction: `${base}/daftar-passkey/tanpa`, gantiAction: `${base}/ganti`, kembaliAction: `${base}/kembali`,
  })
}

async function ask(dependencies: DaftarPasskeyDependencies, ctx: Context, journey: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  const person = personOf(journey)
  ctx.body = await askRegistration(dependencies, {
    pegawaiId: person.id, label: passkeyLabel(person), ikatan: stepOf(ctx).uid,
  })
}

async function submit(dependencies: DaftarPasskeyDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { jawaban: response, nama } = await readStepForm(dependencies, ctx, newPasskeyForm)
  const { id: pegawaiId, kodePemulihan } = personOf(journey)
  const outcome = await registerPasskey(dependencies, { pegawaiId, ikatan: stepOf(ctx).uid, nama, response })
  if (!outcome.ok) {
    ctx.status = 400
    return showForm(dependencies, ctx, journey, { passkey: passkeyError(outcome) })
  }
  // Whoever has no recovery code left is given a card before he goes on.
  return advance(dependencies, ctx, { bukti: [outcome.bukti], kunci: outcome.id, kartu: kodePemulihan === 0 })
}

async function goWithout(dependencies: DaftarPasskeyDependencies, ctx: Context): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  return advance(dependencies, ctx, { tanpaPasskey: true })
}
