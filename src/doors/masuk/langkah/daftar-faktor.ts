import type { Context } from 'koa'
import { z } from 'zod'
import type { Text } from '../../../kernel/http/locale.ts'
import { replaceTotp } from '../../../domain/sessions/replace-factor.service.ts'
import { beginTotp, confirmTotp, type Enrolment, findEnrolment } from '../../../domain/mfa/totp/enrol.service.ts'
import { normaliseCode } from '../../../domain/mfa/totp/totp.rules.ts'
import type { TotpDependencies } from '../../../domain/mfa/totp/verify.service.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { totpError } from '../../faktor.rules.ts'
import { advance, type Journey, type JourneyDependencies, keepInJourney, readStepForm, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export type DaftarFaktorDependencies = JourneyDependencies & TotpDependencies

const text = z.string().catch('')
const codeForm = z.object({ csrf: text, kode: text, nanti: text })

/** A first second factor, or another for a lost one: an authenticator application is added on one page. */
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

/** What he had is lost: he has proven himself otherwise, and could be signed in. */
const isReplacement = ({ state }: Journey): boolean => state.hilang === true

/**
 * The authenticator that this sign-in began, or a new one: its id stands in the interaction, so that the seed is shown
 * to the browser that it was drawn for and to no other.
 */
async function enrolmentOf(dependencies: DaftarFaktorDependencies, ctx: Context, journey: Journey): Promise<Enrolment> {
  const { id: pegawaiId, nomor } = personOf(journey)
  const begun = journey.state.faktorBaru
  const found = begun === undefined ? undefined : await findEnrolment(dependencies, { pegawaiId, id: begun, nomor })
  if (found) return found
  const id = await beginTotp(dependencies, pegawaiId, { pengganti: isReplacement(journey) })
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
  showStep(dependencies, ctx, 'masuk/daftar-faktor.njk', {
    pasang, action, errors, pengganti: isReplacement(journey),
    gantiAction: `/masuk/${uid}/ganti`, kembaliAction: `/masuk/${uid}/kembali`,
  })
}

async function submit(dependencies: DaftarFaktorDependencies, ctx: Context, journey: Journey): Promise<void> {
  const form = await readStepForm(dependencies, ctx, codeForm)
  const refuse = (kode: Text) => {
    ctx.status = 400
    return showForm(dependencies, ctx, journey, { kode })
  }
  if (form.nanti !== '' && isReplacement(journey)) return advance(dependencies, ctx, { hilang: false, faktorBaru: undefined })
  const code = normaliseCode(form.kode)
  if (code === undefined) return refuse({ key: 'faktor.galat.kodeKosong' })
  const { id: pegawaiId, kodePemulihan } = personOf(journey)
  const { faktorBaru: id, bukti } = journey.state
  if (id === undefined) return refuse({ key: 'faktor.galat.hilang' })
  const begun = { pegawaiId, id, code }
  const outcome = await (isReplacement(journey) ? replaceTotp(dependencies, begun) : confirmTotp(dependencies, begun))
  if (!outcome.ok) return refuse(totpError(outcome))
  // Whoever has no recovery code left is given a card before he goes on; so is who needed a pass, his card is lost as well.
  const kartu = kodePemulihan === 0 || bukti.includes('izin')
  return advance(dependencies, ctx, { bukti: ['totp'], faktorBaru: undefined, hilang: false, kartu })
}
