import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { signInUrl } from '../../src/oidc/session.ts'
import { permintaanId } from '../helpers/bantuan.ts'
import { bukanSayaUrl } from '../helpers/bukan-saya.ts'
import { askedKontak } from '../helpers/kontak.ts'
import { demoPerson } from '../helpers/people.ts'
import { forgetful, linkSent } from '../helpers/reset.ts'
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
  const sub = await subOf(stage.db, (await demoPerson(stage.db.app, 'csirt')).nip)
  await stage.db.owner.knex('account').where({ pegawai_id: sub }).update({ frozen_at: null, frozen_reason: null })
  await page.goto(await bukanSayaUrl(stage, sub))
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

/** The service sends it beside its requests: it is there now, or in a moment. */
async function linkOnceSent(stage: Stage): Promise<string> {
  const owed = () => stage.db.owner.knex('surat_keluar').where({ template: 'lupa-sandi' })
  for (let round = 0; (await owed()).length === 0; round += 1) {
    if (round === 1_000) throw new Error('no letter is owed')
    await sleep(5)
  }
  return linkSent(stage)
}

/** Somebody forgot his password, from the sign-in page to the new one; and a link that opens nothing. */
export async function* lupaPages(page: Page, stage: Stage): AsyncGenerator<Stop> {
  const row = 'GET /masuk/:uid'
  const { nip } = await forgetful(stage, 'Pegawai RSUD')
  await stage.db.owner.knex('surat_keluar').where({ template: 'lupa-sandi' }).delete()
  await page.goto(signInUrl(stage.issuer, '/', 'login'))
  await page.locator('form[action$="/reset"] button').click()
  await page.locator('#empat').waitFor()
  yield { row, state: 'forgotten: number' }
  await page.locator('#nip').fill(nip)
  await page.locator('#empat').fill('6789')
  await page.locator('form[action$="/reset/nomor"] button').click()
  await page.locator('#kode').waitFor()
  yield { row, state: 'forgotten: sent' }
  await page.goto(await linkOnceSent(stage))
  yield { row: 'GET /lupa/:tautan', state: 'good' }
  await page.getByRole('main').getByRole('button').click()
  await page.locator('#baru').waitFor()
  yield { row, state: 'forgotten: new password' }
  await page.locator('#baru').fill('pendek')
  await page.locator('form[action$="/reset/sandi"] button:not(.unseen):not([name])').click()
  await page.getByRole('alert').waitFor()
  yield { state: 'forgotten: too short' }
  await page.goto(`${stage.issuer}/lupa/${newSecret()}`)
  yield { row: 'GET /lupa/:tautan', state: 'over' }
}
