import type { Context } from 'koa'
import { z } from 'zod'
import { language } from '../../../kernel/http/locale.ts'
import { advance, type Journey, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { daysBetween } from '../pengingat.rules.ts'
import { rememberReminder } from '../pengingat.ts'
import type { JourneyPage } from './page.ts'

const answerForm = z.object({ csrf: z.string().catch(''), pasang: z.enum(['sekarang', 'nanti']).catch('nanti') })

/** A second factor will be asked from a day on: now is a good moment, and later is allowed until then. */
export function ingatkan(dependencies: JourneyDependencies): JourneyPage {
  return {
    step: 'ingatkan',
    show: (ctx, journey) => {
      const action = `/masuk/${stepOf(ctx).uid}/ingatkan`
      showStep(dependencies, ctx, 'masuk/ingatkan.njk', {
        action, sampai: inWords(ctx, lastDay(journey)), passkey: journey.facts.tuntutan.tahanPhishing,
      })
    },
    posts: [{ path: '/ingatkan', handle: (ctx, journey) => answer(dependencies, ctx, journey) }],
  }
}

/** An official day as the language of the page writes it. */
const inWords = (ctx: Context, day: string): string =>
  new Intl.DateTimeFormat(language(ctx), { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))

/** The journey opens this step in a grace alone. */
function lastDay({ facts: { tuntutan: { pendaftaranSampai: day } } }: Journey): string {
  if (day === undefined) throw new Error('a reminder without a day')
  return day
}

async function answer(dependencies: JourneyDependencies, ctx: Context, journey: Journey): Promise<void> {
  const { pasang } = await readStepForm(dependencies, ctx, answerForm)
  if (pasang === 'nanti') rememberReminder(ctx, daysBetween(journey.facts.today, lastDay(journey)))
  return advance(dependencies, ctx, { pasang })
}
