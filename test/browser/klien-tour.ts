import type { Page } from 'playwright-core'
import { opdClient } from '../helpers/klien.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// The pages of one client of the OPD, state by state.

export async function* klienTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const client = await opdClient(stage.db)
  const root = `${stage.issuer}/pengembang/klien`
  await page.goto(root)
  yield { row: 'GET /pengembang/klien', state: 'full' }
  await page.goto(`${root}/${client}`)
  yield { row: 'GET /pengembang/klien/:klien', state: 'nobody answers for it' }
}
