import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test, { type TestFn } from 'ava'
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { findChromium, kindOfBrowser } from './chromium.ts'
import type { Scope } from './scope.ts'

/** AVA's `test` for what needs a browser: one after the other, and skipped by name on a platform that has none. */
export const browserTest: TestFn['serial'] | TestFn['skip'] =
  kindOfBrowser() === undefined ? test.serial.skip : test.serial

export interface BrowserOptions {
  /** Names that the browser finds on this machine (decision 35): `{ 'sso.test': '127.0.0.1:8443' }`; `*.test` may be used. */
  readonly hostRules?: Readonly<Record<string, string>>
  /** SHA-256 of the public key of a CA to trust, in base64 (`spki` of tls.ts). */
  readonly trustedSpki?: string
  /** What the test provokes and looks at itself. */
  readonly provoked?: RegExp
}

/** Opens a browser profile of its own: no cookie, no storage of another one. */
export type NewContext = (options?: BrowserContextOptions) => Promise<BrowserContext>

/** Nothing but loopback has a name, so no page reaches out, whatever it contains (decision 5). */
function resolverRules(hostRules: Readonly<Record<string, string>>): string {
  const own = Object.entries(hostRules).map(([name, target]) => `MAP ${name} ${target}`)
  return [...own, 'MAP * ~NOTFOUND', ...['localhost', '*.localhost', '127.0.0.1', '[::1]'].map((h) => `EXCLUDE ${h}`)].join(', ')
}

// A browser on its first run would call its maker's hosts. The packed browser's own list of flags is not used: it
// turns off web security, and with it what these tests are to see (decision 35).
const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-domain-reliability', '--no-pings', '--font-render-hinting=none',
]

/** What a browser complains about that no test may overlook: scripts that throw, refused content, hosts outside. */
function watch(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  context.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_NAME_NOT_RESOLVED') complaints.push(`left loopback: ${request.url()}`)
  })
}

/**
 * Starts a browser that ends with the scope. Fails the test at its end when a page's script threw, when something was
 * refused by the content security policy, or when a page asked for a host outside this machine.
 * @param scope AVA's `t` or `fileScope(test)`
 * @returns makes contexts: Indonesian, Asia/Jakarta, 1280x800 unless told otherwise
 */
export async function openBrowser(scope: Scope, options: BrowserOptions = {}): Promise<NewContext> {
  const { env, ...place } = await findChromium()
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const browser = await chromium.launch({
    ...place,
    env: { ...Object.fromEntries(inherited), ...env },
    args: [
      ...FLAGS,
      `--host-resolver-rules=${resolverRules(options.hostRules ?? {})}`,
      ...options.trustedSpki === undefined ? [] : [`--ignore-certificate-errors-spki-list=${options.trustedSpki}`],
    ],
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.platform === 'linux' ? false : true,
  })
  const complaints: string[] = []
  scope.teardown(async () => {
    await browser.close()
    const unforeseen = complaints.filter((complaint) => !options.provoked?.test(complaint))
    if (unforeseen.length > 0) throw new Error(`The browser complained:\n${unforeseen.join('\n')}`)
  })
  return async (contextOptions = {}) => {
    const context = await browser.newContext({
      locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport: { width: 1280, height: 800 }, ...contextOptions,
    })
    watch(context, complaints)
    return context
  }
}

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))

/** Writes `docs/<name>.png`, with UPDATE_SCREENSHOTS=1 alone: a test run does not change the tree. */
export async function screenshot(page: Page, name: string, { fullPage = false, folder = DOCS } = {}): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== '1') return
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: 'disabled' })
}
