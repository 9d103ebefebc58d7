import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

/** The ready files of one client. A download is no page. */
export async function* berkasTour(page: Page, { issuer }: Stage, client: string): AsyncGenerator<Stop> {
  await page.goto(`${issuer}/pengembang/klien/${client}/berkas`)
  yield { row: 'GET /pengembang/klien/:klien/berkas', state: 'full' }
}
