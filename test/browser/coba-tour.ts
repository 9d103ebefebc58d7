import type { Page } from 'playwright-core'
import { opdClient } from '../helpers/klien.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// What helps a developer to connect a client, state by state.

export async function* cobaTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const client = await opdClient(stage.db)
  const root = `${stage.issuer}/pengembang/klien/${client}`
  await page.goto(`${root}/galat`)
  yield { row: 'GET /pengembang/klien/:klien/galat', state: 'empty' }
  await fetch(`${stage.issuer}/oidc/auth?client_id=${client}&redirect_uri=https://${client}/sso/callback/&response_type=code&scope=openid`)
  await fetch(`${stage.issuer}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: client, grant_type: 'password' }) })
  await page.goto(`${root}/galat`)
  yield { row: 'GET /pengembang/klien/:klien/galat', state: 'full' }
}
