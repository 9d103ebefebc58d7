import type { Context } from 'koa'
import { z } from 'zod'
import { instantInWords } from '../../../kernel/lib/instant-in-words.ts'
import { issueRecoveryCodes, type RecoveryDependencies } from '../../../domain/mfa/pemulihan/kode.service.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import type { JourneyPage } from './page.ts'

export type KartuDependencies = JourneyDependencies & RecoveryDependencies

const emptyForm = z.object({ csrf: z.string().catch('') })

/** The recovery card: drawn when it is asked for, shown once, and kept nowhere else. */
export function kartu(dependencies: KartuDependencies): JourneyPage {
  return {
    step: 'kartu',
    show: (ctx) => show(dependencies, ctx, {}),
    posts: [
      { path: '/kartu', handle: (ctx, journey) => draw(dependencies, ctx, journey) },
      { path: '/kartu/selesai', handle: (ctx) => keep(dependencies, ctx) },
    ],
  }
}

function show(
  dependencies: JourneyDependencies, ctx: Context, card: { kodeKartu?: string[]; nama?: string; saat?: string },
): void {
  const action = `/masuk/${stepOf(ctx).uid}/kartu`
  showStep(dependencies, ctx, 'masuk/kartu.njk', { ...card, tampilAction: action, selesaiAction: `${action}/selesai` })
}

/** A page that is loaded again draws another set: what somebody saw over a shoulder before is void. */
async function draw(dependencies: KartuDependencies, ctx: Context, { facts: { person } }: Journey): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  if (!person) throw new Error('a card is drawn for nobody')
  const kodeKartu = await issueRecoveryCodes(dependencies, person.id)
  show(dependencies, ctx, { kodeKartu, nama: person.nama, saat: instantInWords(dependencies.clock.now()) })
}

async function keep(dependencies: KartuDependencies, ctx: Context): Promise<void> {
  await readStepForm(dependencies, ctx, emptyForm)
  return advance(dependencies, ctx, { kartu: false })
}
