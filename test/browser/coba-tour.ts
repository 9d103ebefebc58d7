import type { Page } from 'playwright-core'
import { opdClient } from '../helpers/klien.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// What helps a developer to connect a client, state by state.

export async function* cobaTour(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const client = await opdClient(stage.db)
  const root = `${stage.issuer}/pengembang/klien/${client}`
  await page.goto(`${stage.issuer}/pengembang/coba/kembali?state=apa`)
  yield { row: 'GET /pengembang/coba/kembali', state: 'refused' }
  await page.goto(`${root}/coba`)
  yield { row: 'GET /pengembang/klien/:klien/coba', state: 'full' }
  await page.getByRole('button', { name: 'Mulai percobaan' }).click()
  await page.getByRole('link', { name: 'Buka halaman masuk' }).waitFor()
  yield { row: 'GET /pengembang/klien/:klien/coba/:id', state: 'the request' }
  await page.getByRole('link', { name: 'Buka halaman masuk' }).click()
  await page.getByRole('heading', { name: 'masuk berhasil dicoba' }).waitFor()
  yield { row: 'GET /pengembang/klien/:klien/coba/:id', state: 'done' }
  await page.getByRole('link', { name: '5. ID token' }).click()
  await page.getByRole('link', { name: 'Lanjut' }).waitFor()
  yield { row: 'GET /pengembang/klien/:klien/coba/:id/:langkah', state: 'the ID token' }
  await page.getByRole('link', { name: 'Lanjut' }).click()
  await page.getByRole('heading', { name: 'Data pengguna' }).waitFor()
  yield { row: 'GET /pengembang/klien/:klien/coba/:id/:langkah', state: 'userinfo' }
  await page.goto(`${root}/galat`)
  yield { row: 'GET /pengembang/klien/:klien/galat', state: 'empty' }
  await fetch(`${stage.issuer}/oidc/auth?client_id=${client}&redirect_uri=https://${client}/sso/callback/&response_type=code&scope=openid`)
  await fetch(`${stage.issuer}/oidc/token`, { method: 'POST', body: new URLSearchParams({ client_id: client, grant_type: 'password' }) })
  await page.goto(`${root}/galat`)
  yield { row: 'GET /pengembang/klien/:klien/galat', state: 'full' }
}
