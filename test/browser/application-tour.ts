import type { Page } from 'playwright-core'
import { everyRole } from '../helpers/desk.ts'
import { adminTour } from './admin-tour.ts'
import { cobaTour } from './coba-tour.ts'
import { disposisiTour } from './disposisi-tour.ts'
import { gerbangTour } from './gerbang-tour.ts'
import { inventarisTour } from './inventaris-tour.ts'
import { klienTour } from './klien-tour.ts'
import { permohonanTour } from './permohonan-tour.ts'
import { signIn, type Stage } from './stage.ts'
import type { Stop } from './stop.ts'

/** Leads one browser of somebody with every role and seat past every page about applications; the caller looks at each. */
export async function* applicationTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const person = await everyRole(stage)
  await page.goto(`${stage.issuer}/inventaris`)
  await signIn(page, person)
  await page.waitForURL(`${stage.issuer}/inventaris`)
  yield* inventarisTour(page, stage)
  yield* disposisiTour(page, stage)
  yield* adminTour(page, stage)
  yield* cobaTour(page, stage)
  yield* klienTour(page, stage)
  yield* permohonanTour(page, stage)
  yield* gerbangTour(page, stage)
}
