import type { CookieJar } from '../../helpers/cookie-jar.ts'
import { locationOf } from '../../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, post } from '../../helpers/journey.ts'
import type { Credentials } from '../../helpers/people.ts'

/** Where the suite's browser ends: at the application, or at a page of ours that somebody has to look at. */
export type End =
  | { readonly kind: 'application'; readonly url: URL; readonly params: URLSearchParams; readonly by: 'redirect' | 'form' }
  | { readonly kind: 'page'; readonly status: number; readonly html: string }

/** What the browser met on its way. */
export interface Trip {
  readonly end: End
  /** How often a password was asked for, and how often consent. */
  readonly passwords: number
  readonly consents: number
}

const MOST_PAGES = 10

/**
 * A person's tries are counted before they are checked and given back when they were right: as many at once as modules
 * run at once would look like guessing. The suite itself runs one module after the other.
 */
let lastPassword: Promise<unknown> = Promise.resolve()

function oneByOne<T>(type: () => Promise<T>): Promise<T> {
  const typed = lastPassword.then(type)
  lastPassword = typed.catch(() => undefined)
  return typed
}

/** What a person would type or press on a page of ours; undefined when there is nothing that he must do. */
function answerTo(html: string, person: Credentials, agree: boolean): Record<string, string> | undefined {
  if (html.includes('name="sandi"')) return { nip: person.nip, sandi: person.password }
  if (html.includes('name="persetujuan"')) return { persetujuan: agree ? 'ya' : 'tidak' }
  if (html.includes('name="logout"')) return { logout: 'yes' }
  return undefined
}

/**
 * Opens a URL of the provider as the suite's browser does and answers its pages, as the `browser` commands in
 * conformance/*.json do, until it is at the application or at a page that asks for nothing.
 * @param options.agree whether the person agrees where consent is asked
 */
export async function travel(
  jar: CookieJar, start: string | URL, person: Credentials,
  { agree = true, ...init }: RequestInit & { readonly agree?: boolean } = {},
): Promise<Trip> {
  const { origin } = new URL(start)
  let passwords = 0
  let consents = 0
  let response = await jar.follow(start, { init })
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if (response.status >= 300 && response.status < 400) {
      const url = locationOf(response)
      return { passwords, consents, end: { kind: 'application', url, params: url.searchParams, by: 'redirect' } }
    }
    const html = await response.text()
    const action = new URL(actionOf(html), response.url)
    if (actionOf(html) !== '' && action.origin !== origin) {
      const params = new URLSearchParams(hiddenFields(html))
      return { passwords, consents, end: { kind: 'application', url: action, params, by: 'form' } }
    }
    const answer = answerTo(html, person, agree)
    if (!answer) return { passwords, consents, end: { kind: 'page', status: response.status, html } }
    if ('sandi' in answer) passwords += 1
    else if ('persetujuan' in answer) consents += 1
    const send = () => post(jar, action, { ...hiddenFields(html), ...answer })
    const next = 'sandi' in answer ? await oneByOne(send) : await send()
    if ('sandi' in answer && next.status >= 400) throw new Error(`the password was answered by ${next.status}`)
    response = next.status >= 300 && next.status < 400 && locationOf(next).origin === origin
      ? await jar.follow(locationOf(next)) : next
  }
  throw new Error(`the browser saw ${MOST_PAGES} pages and came to no end`)
}
