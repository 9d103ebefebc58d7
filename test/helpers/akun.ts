import type { ExecutionContext } from 'ava'
import { cookieJar, type CookieJar, locationOf } from './cookie-jar.ts'
import type { House } from './house.ts'
import { hiddenFields, post, typePassword } from './journey.ts'

// One's own account as a browser sees it.

/** A browser in which somebody has signed in to our own pages. */
export async function browserOf(house: House, person: { nip: string; password: string }): Promise<CookieJar> {
  const jar = cookieJar()
  await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/akun`, person)))
  return jar
}

export const openPage = async (house: House, jar: CookieJar, path: string): Promise<string> =>
  (await jar.follow(house.issuer + path)).text()

/** Sends a form of a page, as its buttons do; to where it stands, unless told. */
export async function sendFrom(
  house: House, jar: CookieJar, path: string, fields: Record<string, string>, action = path,
): Promise<Response> {
  const html = await openPage(house, jar, path)
  return post(jar, house.issuer + action, { csrf: hiddenFields(html)['csrf'] ?? '', ...fields })
}

export async function isSignedOut(t: ExecutionContext, house: House, jar: CookieJar): Promise<void> {
  t.regex(locationOf(await jar.fetch(`${house.issuer}/akun`)).href, /\/oidc\/auth\?/)
}
