import { type CookieJar, locationOf } from './cookie-jar.ts'

/** The fields of the first form of a page that a person would not type: hidden inputs. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []
  return Object.fromEntries(inputs.map((input) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]))
}

/** Where the first form of a page is sent. */
export function actionOf(html: string): string {
  return /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? ''
}

/** Sends a form as a browser on the same page would. */
export function post(
  jar: CookieJar, url: string | URL, fields: Record<string, string>,
): Promise<Response> {
  return jar.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
}

const lastOf = new Map<string, Promise<unknown>>()

/**
 * One password at a time for each person: tries are counted before they are checked and given back when they were
 * right, so that more than ten at once of somebody look like guessing. A race of passwords posts the form itself.
 */
function inTurn<T>(whose: string, type: () => Promise<T>): Promise<T> {
  const typed = (lastOf.get(whose) ?? Promise.resolve()).then(type)
  lastOf.set(whose, typed.catch(() => undefined))
  return typed
}

/**
 * Opens a URL that leads to the sign-in page, and answers it.
 * @returns the answer to the form: a redirect on success, the page again otherwise
 */
export async function typePassword(
  jar: CookieJar, url: string | URL, { nip, password }: { nip: string; password: string },
): Promise<Response> {
  const page = await jar.follow(url)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  return inTurn(`${action.origin} ${nip}`, () => post(jar, action, { ...hiddenFields(html), nip, sandi: password }))
}

/** Signs in and goes on until the browser leaves the service. @returns where it is sent */
export async function signIn(
  jar: CookieJar, url: string | URL, person: { nip: string; password: string },
): Promise<URL> {
  const answer = await typePassword(jar, url, person)
  return leaveFrom(jar, locationOf(answer))
}

/** Follows redirects inside the service. @returns where the browser is sent in the end */
export async function leaveFrom(jar: CookieJar, url: string | URL): Promise<URL> {
  return locationOf(await jar.follow(url))
}

/** Where a second factor would help its page is shown: the person goes back to the application instead. @returns where he is sent */
export async function goBack(jar: CookieJar, onward: URL): Promise<URL> {
  const page = await jar.follow(onward)
  if (page.status !== 200) return locationOf(page)
  const url = new URL(page.url)
  const answer = await post(jar, new URL(`${url.pathname}/kembali`, url), hiddenFields(await page.text()))
  return leaveFrom(jar, locationOf(answer))
}
