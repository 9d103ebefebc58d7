import type { Context } from 'koa'
import { z } from 'zod'
import type { Text } from '../../../kernel/http/locale.ts'
import { beginTotp, confirmTotp, type Enrolment, findEnrolment } from '../../../domain/mfa/totp/enrol.service.ts'
import { normaliseCode } from '../../../domain/mfa/totp/totp.rules.ts'
import type { TotpDependencies } from '../../../domain/mfa/totp/verify.service.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { totpError } from '../../faktor.rules.ts'
import { advance, type Journey, type JourneyDependencies, keepInJourney, readStepForm, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export type DaftarFaktorDependencies = JourneyDependencies & TotpDependencies

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text })

/** A first second factor: an authenticator application is added on one page. */
export function daftarFaktor(dependencies: DaftarFaktorDependencies): JourneyPage {
  return {
    step: 'daftar-faktor',
    show: (ctx, journey) => showForm(dependencies, ctx, journey),
    posts: [{ path: '/daftar-faktor', handle: (ctx, journey) => submit(dependencies, ctx, journey) }],
  }
}

/** The journey opens this step for somebody known alone. */
function personOf({ facts: { person } }: Journey): PersonToday {
  if (!person) throw new Error('a factor is set up for nobody')
  return person
}

/**
 * The authenticator that this sign-in began, or a new one: its id stands in the interaction, so that the seed is shown
 * to the browser that it was drawn for and to no other.
 */
async function enrolmentOf(dependencies: DaftarFaktorDependencies, ctx: Context, journey: Journey): Promise<Enrolment> {
  const { id: pegawaiId, nomor } = personOf(journey)
  const begun = journey.state.faktorBaru
  const found = begun === undefined ? undefined : await findEnrolment(dependencies, { pegawaiId, id: begun, nomor })
  if (found) return found
  const id = await beginTotp(dependencies, pegawaiId)
  const enrolment = id && await findEnrolment(dependencies, { pegawaiId, id, nomor })
  if (!enrolment) throw new Error('who has no factor had no room for one')
  await keepInJourney(dependencies, ctx, { faktorBaru: id })
  return enrolment
}

async function showForm(
  dependencies: DaftarFaktorDependencies, ctx: Context, journey: Journey, errors: { kode?: Text } = {},
): Promise<void> {
  const { uid } = stepOf(ctx)
  const pasang = await enrolmentOf(dependencies, ctx, journey)
  const action = `/masuk/${uid}/daftar-faktor`
  showStep(dependencies, ctx, 'masuk/daftar-faktor.njk', { pasang, action, errors, gantiAction: `/masuk/${uid}/ganti`, kembaliAction: `/masuk/${uid}/kembali` })
}

async function submit(dependencies: DaftarFaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, codeForm)
  const refuse = (kode: Text) => {
    ctx.status = 400
    return showForm(dependencies, ctx, journey, { kode })
  }
  const code = normaliseCode(form.kode)
  if (code === undefined) return refuse({ key: 'faktor.galat.kodeKosong' })
  const { id: pegawaiId, kodePemulihan } = personOf(journey)
  const { faktorBaru: id } = journey.state
  if (id === undefined) return refuse({ key: 'faktor.galat.hilang' })
  const outcome = await confirmTotp(dependencies, { pegawaiId, id, code })
  if (!outcome.ok) return refuse(totpError(outcome))
  // Whoever has no recovery code left is given a card before he goes on.
  return advance(dependencies, ctx, { bukti: ['totp'], faktorBaru: undefined, kartu: kodePemulihan === 0 })
}
