import type { Page } from 'playwright-core'
import { permintaanId } from '../helpers/bantuan.ts'
import { bukanSayaUrl } from '../helpers/bukan-saya.ts'
import { askedKontak } from '../helpers/kontak.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'
import type { Stage } from './stage.ts'
import type { Stop } from './stop.ts'

// Where the links of letters lead.

export async function* kontakPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /kontak/:tautan'
  const { nip } = await demoPerson(stage.db.app, 'PPPK di Dinas Kesehatan')
  await page.goto(await askedKontak(stage, nip))
  yield { row, state: 'asked' }
  await page.locator('button[value="setuju"]').click()
  await page.locator('button[value="setuju"]').waitFor({ state: 'detached' })
  yield { row, state: 'agreed' }
}

/** The link of every letter about an account, and what its reader is told afterwards. */
export async function* bukanSayaPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /bukan-saya/:tautan'
  await page.goto(await bukanSayaUrl(stage, await subOf(stage.db, (await demoPerson(stage.db.app, 'csirt')).nip)))
  yield { row, state: 'asked' }
  const freeze = page.getByRole('main').getByRole('button')
  await freeze.click()
  await freeze.waitFor({ state: 'detached' })
  yield { row, state: 'frozen' }
}

/** The link of the letter about a reset that two people agreed to. */
export async function* setelUlangPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /setel-ulang/:tautan'
  const id = await permintaanId(stage, 'setel-ulang', { agreed: true })
  await page.goto(`${stage.issuer}/setel-ulang/${stage.links.sign('setel-ulang', id)}`)
  yield { row, state: 'asked' }
  const stop = page.getByRole('main').getByRole('button')
  await stop.click()
  await stop.waitFor({ state: 'detached' })
  yield { row, state: 'stopped' }
}
