import type { Context } from 'koa'
import { z } from 'zod'
import type { Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import { type RecoveryDependencies, verifyRecovery } from '../../../domain/mfa/pemulihan/kode.service.ts'
import { normaliseCode } from '../../../domain/mfa/totp/totp.rules.ts'
import { type TotpDependencies, verifyTotp } from '../../../domain/mfa/totp/verify.service.ts'
import type { Prover } from '../../../domain/mfa/tried.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { recoveryError, totpError } from '../../faktor.rules.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { type Cara, waysOf } from './faktor.rules.ts'
import type { JourneyPage } from './page.ts'

export type FaktorDependencies = JourneyDependencies & TotpDependencies & RecoveryDependencies

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text })

/** The second factor: a code of the person's authenticator, or one of his recovery card. */
export function faktor(dependencies: FaktorDependencies): JourneyPage {
  return {
    step: 'faktor',
    show: (ctx, journey) => showForm(dependencies, ctx, journey, askedFor(ctx)),
    posts: [
      { path: '/faktor', handle: (ctx, journey) => submitTotp(dependencies, ctx, journey) },
      { path: '/faktor/pemulihan', handle: (ctx, journey) => submitRecovery(dependencies, ctx, journey) },
    ],
  }
}

/** The other way has an address, so that it can be reloaded and read in the other language. */
const askedFor = (ctx: Context): Cara | undefined => ctx.query['cara'] === 'pemulihan' ? 'pemulihan' : undefined

/** The journey opens this step for somebody known alone. */
function personOf({ facts: { person } }: Journey): PersonToday {
  if (!person) throw new Error('a factor is asked of nobody')
  return person
}

function showForm(
  dependencies: JourneyDependencies, ctx: Context, journey: Journey, wished?: Cara, errors: { kode?: Text } = {},
): void {
  const person = personOf(journey)
  const base = `/masuk/${stepOf(ctx).uid}`
  const { cara, lain } = waysOf(person, wished)
  showStep(dependencies, ctx, 'masuk/faktor.njk', {
    cara, errors, orang: { nama: person.nama, nomor: maskNomor(person.nomor) }, sisa: person.kodePemulihan,
    action: cara === 'totp' ? `${base}/faktor` : `${base}/faktor/pemulihan?cara=pemulihan`,
    lain: lain.map((one) => ({ cara: one, href: one === 'totp' ? base : `${base}?cara=pemulihan` })),
    gantiAction: `${base}/ganti`,
  })
}

/** Whose proof it is, for the count of tries at him. */
function proverOf({ devices }: JourneyDependencies, ctx: Context, { id }: PersonToday): Prover {
  return { pegawaiId: id, browser: devices.of(ctx), network: networkOf(ctx.ip) || undefined }
}

/** The form again, saying what was wrong; held back, how long. */
function refuse(
  dependencies: JourneyDependencies, ctx: Context, journey: Journey, cara: Cara, kode: Text, waitSeconds?: number,
): void {
  ctx.status = waitSeconds === undefined ? 400 : 429
  if (waitSeconds !== undefined) ctx.set('retry-after', String(waitSeconds))
  return showForm(dependencies, ctx, journey, cara, { kode })
}

async function submitTotp(dependencies: FaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, codeForm)
  const code = normaliseCode(form.kode)
  if (code === undefined) return refuse(dependencies, ctx, journey, 'totp', { key: 'faktor.galat.kodeKosong' })
  const outcome = await verifyTotp(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: ['totp'] })
  return refuse(dependencies, ctx, journey, 'totp', totpError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined)
}

async function submitRecovery(dependencies: FaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { kode } = await readStepForm(dependencies, ctx, codeForm)
  if (kode.trim() === '') return refuse(dependencies, ctx, journey, 'pemulihan', { key: 'faktor.galat.pemulihanSalah' })
  const outcome = await verifyRecovery(dependencies, { ...proverOf(dependencies, ctx, personOf(journey)), code: kode })
  if (outcome.ok) return advance(dependencies, ctx, { bukti: ['pemulihan'] })
  return refuse(
    dependencies, ctx, journey, 'pemulihan', recoveryError(outcome), 'waitSeconds' in outcome ? outcome.waitSeconds : undefined,
  )
}
