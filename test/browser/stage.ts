import type { RequestListener } from 'node:http'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { createDemo } from '../../demo/app.ts'
import { addClient } from '../../src/domain/clients/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { type NewContext, openBrowser } from '../helpers/browser.ts'
import { type House, type HouseOptions, openHouse } from '../helpers/house.ts'
import type { Credentials } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { createTestCa } from '../helpers/tls.ts'
import { lendNames } from './fetch-at.ts'

/** The service with 10,000 people, the demo application beside it, and a browser in front of both. */
export interface Stage extends House {
  /** Address of the demo application, without a slash at its end. */
  readonly demo: string
  /** One page of a browser profile of its own; nothing in it waits longer than a test may. */
  newPage(options?: BrowserContextOptions): Promise<Page>
}

/** Longer than any page takes on a busy machine, short enough to be told which step hung. */
const PATIENCE_MS = 30_000

/** Code of a unit of the seeds. */
export const kodeOf = (slug: string): string => readUnitSeeds().find((unit) => unit.slug === slug)?.kode ?? ''

/**
 * Starts the demo application, registered as `npm start` registers it, on http://localhost or on an https name.
 * @returns the address people type, and where it listens
 */
export async function openDemo(
  scope: Scope, { issuer, db, clock }: House, on?: HouseOptions['https'],
): Promise<{ baseUrl: string; address: string }> {
  let handle: RequestListener = (_request, response) => response.destroy()
  const { host: address, port } = new URL(await listen(scope, (request, response) => handle(request, response), on?.keys))
  const baseUrl = on === undefined ? `http://localhost:${port}` : `https://${on.name}`
  const { client_secret: clientSecret = '' } = await addClient(db.app, clock, {
    client_id: 'demo', client_name: 'Aplikasi demo', opd: kodeOf('diskominfo'), state: 'uji', testers: 'semua',
    redirect_uris: [`${baseUrl}/sso/callback`], post_logout_redirect_uris: [`${baseUrl}/`],
    backchannel_logout_uri: `${baseUrl}/sso/backchannel-logout`,
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email phone pegawai opd jabatan peran',
  }, { demo: true })
  handle = createDemo({ issuer, clientId: 'demo', clientSecret, baseUrl, cookieKey: 'for-tests-alone' }).callback()
  return { baseUrl, address }
}

function stageOf(house: House, demo: string, newContext: NewContext): Stage {
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

/** Service and demo application on http://localhost, as `npm start` brings them up. */
export async function openStage(scope: Scope): Promise<Stage> {
  const house = await openHouse(scope, { template: 'penuh', jobs: true, overrides: { demo: true } })
  const { baseUrl } = await openDemo(scope, house)
  return stageOf(house, baseUrl, await openBrowser(scope))
}

/**
 * The same on https under names that this process and its browser alone find.
 * @param names hosts of the service and of the demo application
 * @param given what a test has otherwise: a clock, somewhere to send messages to
 */
export async function openNamedStage(
  scope: Scope, names: { issuer: string; demo: string }, given: Pick<HouseOptions, 'clock' | 'overrides'> = {},
): Promise<Stage> {
  const ca = await createTestCa()
  const keysOf = async (name: string) => ({ name, keys: await ca.issue(name) })
  const house = await openHouse(scope, { template: 'penuh', jobs: true, https: await keysOf(names.issuer), ...given })
  const demo = await openDemo(scope, house, await keysOf(names.demo))
  const hostRules = { [names.issuer]: house.address, [names.demo]: demo.address }
  lendNames(scope, hostRules, ca.pem)
  return stageOf(house, demo.baseUrl, await openBrowser(scope, { hostRules, trustedSpki: ca.spki }))
}

/**
 * Types NIP and password into the sign-in page, in whatever language it is, and sends it. Where the browser suggests
 * somebody, it is told that it is not he.
 */
export async function signIn(page: Page, { nip, password }: Credentials): Promise<void> {
  await page.locator('#sandi').waitFor()
  const notMe = page.locator('form[action$="/bukan-saya"] button')
  if (await notMe.count() > 0) await notMe.click()
  await page.locator('#nip').fill(nip)
  await page.locator('#sandi').fill(password)
  await page.locator('main .card form .actions .button:not(.button-second)').click()
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
