import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'
import type { Stop } from './tour.ts'

/** Runs, and what each did. */
export async function* runTour(page: Page, { issuer }: Stage): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/bkd/run?keadaan=dibatalkan`)
  yield { row: 'GET /bkd/run', state: 'empty' }
  await page.goto(`${issuer}/bkd/run?lama=tidak-begini`)
  yield { row: 'GET /bkd/run', state: 'error: no such page' }
  await page.goto(`${issuer}/bkd/run`)
  yield { row: 'GET /bkd/run', state: 'full' }
  await page.locator('.grid a').first().click()
  yield { row: 'GET /bkd/run/:id', state: 'applied' }
  const run = page.url()
  for (const list of ['selisih', 'karantina']) {
    await page.goto(`${run}/${list}`)
    yield { row: `GET /bkd/run/:id/${list}`, state: 'full' }
  }
}
