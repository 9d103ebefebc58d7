import { once } from 'node:events'
import { createServer } from 'node:http'
import { createDemo } from '../../demo/app.ts'
import { Visitor } from './visitor.ts'
import { startProvider } from './provider.ts'
import type { AddressInfo } from 'node:net'
import type { ExecutionContext } from 'ava'
import type { DemoSettings } from '../../demo/settings.ts'
import type { Page } from './visitor.ts'
import type { TestProvider } from './provider.ts'

export interface Setup {
  demo: string
  idp: TestProvider
  /** The lines the demo application wrote to its log. */
  log: string[]
}

/**
 * A provider and a demo application that know each other, for one test; both are stopped at its end.
 * @param change settings other than the usual ones
 * @param host the name under which people reach the demo application, which listens on 127.0.0.1
 */
export async function setup(
  t: ExecutionContext,
  change: Partial<DemoSettings> = {},
  host = '127.0.0.1',
): Promise<Setup> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const demo = `http://${host}:${(server.address() as AddressInfo).port}`
  const idp = await startProvider(demo)
  const log: string[] = []
  const { issuer, clientId, clientSecret } = idp
  const say = (line: string) => void log.push(line)
  const settings = { issuer, clientId, clientSecret, baseUrl: demo, cookieKey: 'kunci', say }
  server.on('request', createDemo({ ...settings, ...change }).callback())
  t.teardown(async () => {
    server.closeAllConnections()
    server.close()
    await idp.stop()
  })
  return { demo, idp, log }
}

/** Signs in through the demo application and returns the browser and the page it ends on. */
export async function signIn(demo: string): Promise<{ browser: Visitor; page: Page }> {
  const browser = new Visitor()
  return { browser, page: await browser.get(`${demo}/masuk`) }
}

/** The form token of a signed-in page. */
export function formToken(page: Page): string {
  return /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
}

/** The raw JSON a page shows for `userinfo` or `id-token`. */
export function readJson(page: Page, id: 'userinfo' | 'id-token'): Record<string, unknown> {
  const section = page.text.slice(page.text.indexOf(`<h2 id="${id}"`))
  const json = /<pre>([^<]*)<\/pre>/.exec(section)?.[1] ?? '{}'
  const plain = json.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  return JSON.parse(plain) as Record<string, unknown>
}

/** True when the browser is signed in to the demo application. */
export async function isSignedIn(browser: Visitor, demo: string): Promise<boolean> {
  return (await browser.get(`${demo}/`)).text.includes('Anda masuk sebagai')
}
