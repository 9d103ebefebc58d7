import type { Page } from 'playwright-core'
import { countConnected } from '../../src/domain/permohonan/inventaris/inventaris.service.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

/** The register of applications, by somebody who may read it. */
export async function* inventarisTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  await countConnected(stage.db.app, stage.clock)
  await page.goto(`${stage.issuer}/inventaris`)
  yield { row: 'GET /inventaris', state: 'full' }
  await page.goto(`${stage.issuer}/inventaris?keadaan=tangguh&terhubung=ya`)
  yield { row: 'GET /inventaris', state: 'empty' }
  await page.goto(`${stage.issuer}/inventaris/ringkasan`)
  yield { row: 'GET /inventaris/ringkasan', state: 'full' }
}
