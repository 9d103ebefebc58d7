import type { RequestListener } from 'node:http'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { createDemo } from '../../demo/app.ts'
import { addClient } from '../../src/domain/clients/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { openBrowser } from '../helpers/browser.ts'
import { type House, openHouse } from '../helpers/house.ts'
import type { Credentials } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'

/** The service with 10,000 people, the demo application beside it, and a browser in front of both. */
export interface Stage extends House {
  /** Address of the demo application, without a slash at its end. */
  readonly demo: string
  /** One page of a browser profile of its own; nothing in it waits longer than a test may. */
  newPage(options?: BrowserContextOptions): Promise<Page>
}

/** Longer than any page takes on a busy machine, short enough to be told which step hung. */
const PATIENCE_MS = 15_000

/** Code of a unit of the seeds. */
export const kodeOf = (slug: string): string => readUnitSeeds().find((unit) => unit.slug === slug)?.kode ?? ''

/** Starts the demo application, registered as `npm start` registers it. @returns its address */
export async function openDemo(scope: Scope, { issuer, db, clock }: House): Promise<string> {
  let handle: RequestListener = (_request, response) => response.destroy()
  const address = await listen(scope, (request, response) => handle(request, response))
  const baseUrl = `http://localhost:${new URL(address).port}`
  const { client_secret: clientSecret = '' } = await addClient(db.app, clock, {
    client_id: 'demo', client_name: 'Aplikasi demo', opd: kodeOf('diskominfo'), state: 'uji', testers: 'semua',
    redirect_uris: [`${baseUrl}/sso/callback`], post_logout_redirect_uris: [`${baseUrl}/`],
    backchannel_logout_uri: `${baseUrl}/sso/backchannel-logout`,
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email phone pegawai opd jabatan peran',
  }, { demo: true })
  handle = createDemo({ issuer, clientId: 'demo', clientSecret, baseUrl, cookieKey: 'for-tests-alone' }).callback()
  return baseUrl
}

export async function openStage(scope: Scope): Promise<Stage> {
  const house = await openHouse(scope, { template: 'penuh' })
  const demo = await openDemo(scope, house)
  const newContext = await openBrowser(scope)
  return {
    ...house,
    demo,
    async newPage(options) {
      const context = await newContext(options)
      context.setDefaultTimeout(PATIENCE_MS)
      return context.newPage()
    },
  }
}

/** Types NIP and password into the sign-in page, in whatever language it is, and sends it. */
export async function signIn(page: Page, { nip, password }: Credentials): Promise<void> {
  await page.locator('#nip').fill(nip)
  await page.locator('#sandi').fill(password)
  await page.locator('main form .actions button').click()
}

/** From the demo application's front page to the sign-in page. */
export async function goToSignIn(page: Page, { demo, issuer }: Pick<Stage, 'demo' | 'issuer'>): Promise<void> {
  await page.goto(`${demo}/`)
  await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).click()
  await page.waitForURL(`${issuer}/masuk/*`)
}

/** A whole sign-in through the demo application. */
export async function enterDemo(page: Page, stage: Stage, person: Credentials): Promise<void> {
  await goToSignIn(page, stage)
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
}
