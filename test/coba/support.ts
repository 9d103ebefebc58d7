import { type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, everyRole, openDesk } from '../helpers/desk.ts'
import type { House } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&quot;': '"', '&#39;': '\'', '&amp;': '&', '&lt;': '<', '&gt;': '>' }

const plain = (html: string): string => html.replace(/&\w+;|&#39;/g, (one) => ENTITIES[one] ?? one)

/** @returns what a person reads on a page */
export const textOf = (html: string): string => plain((html.split('<main')[1] ?? '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')

/** The developer of Dinas Pendidikan at the page of a client's try-out. */
export async function openCoba(house: House, clientId: string): Promise<Desk> {
  await everyRole(house)
  return openDesk(house, { path: `/pengembang/klien/${clientId}/coba`, person: await demoPerson(house.db.app, 'pengembang') })
}

/** Begins one. @returns its page, and the authorization request that it leads to */
export async function begin(house: House, { jar, csrf }: Pick<Desk, 'jar' | 'csrf'>, clientId: string): Promise<{ page: string; request: URL }> {
  const page = locationOf(await post(jar, `${house.issuer}/pengembang/klien/${clientId}/coba`, { csrf })).href
  const html = await (await jar.fetch(page)).text()
  const href = plain(/class="button" href="(\/oidc\/auth[^"]*)"/.exec(html)?.[1] ?? '')
  return { page, request: new URL(href, house.issuer) }
}

/** Goes on from the request until the browser is at our own address. @returns that address, with the code in it */
export async function toWayBack(jar: CookieJar, request: URL): Promise<URL> {
  let answer = await jar.fetch(request)
  for (let hop = 0; hop < 10; hop += 1) {
    const next = locationOf(answer)
    if (next.pathname === '/pengembang/coba/kembali') return next
    answer = await jar.fetch(next)
  }
  throw new Error('the way back was never reached')
}
