import { CookieJar as Jar } from 'tough-cookie'

export interface FollowOptions {
  /** Origins whose redirects are followed; the origin of the first URL unless told otherwise. */
  readonly origins?: readonly string[]
  readonly init?: RequestInit
}

/** One person's browser as far as HTTP goes: cookies after RFC 6265bis, redirects by hand. */
export interface CookieJar {
  /** Like fetch, with this jar's cookies and without following a redirect. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>
  /**
   * Follows redirects within the origins, as a browser would (a POST becomes a GET except after 307 and 308).
   * @returns the first response that is no redirect, or the redirect that leaves the origins (see `locationOf`)
   * @throws Error after 20 redirects
   */
  follow(url: string | URL, options?: FollowOptions): Promise<Response>
  /** Another browser that has some of these cookies: one whose session is gone, or one that stole them. */
  copy(url: string | URL, name: RegExp): Promise<CookieJar>
  /** Name and value of every cookie that would be sent to the URL. */
  cookies(url: string | URL): Promise<{ [name: string]: string }>
  /** Deletes what would be sent to the URL, but the cookies of such names. */
  keepOnly(url: string | URL, names: RegExp): Promise<void>
}

const REDIRECTS = 20
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** Where a redirect leads, absolute. @throws Error when the response is no redirect */
export function locationOf(response: Response): URL {
  const location = response.headers.get('location')
  if (!isRedirect(response.status) || location === null) {
    throw new Error(`${response.url} answered ${response.status} and no redirect.`)
  }
  return new URL(location, response.url)
}

/** The next request of a redirect: Fetch standard, HTTP-redirect fetch, step 12. */
function afterRedirect(status: number, init: RequestInit): RequestInit {
  if (status === 307 || status === 308 || /^(GET|HEAD)$/i.test(init.method ?? 'GET')) return init
  const headers = new Headers(init.headers)
  for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language']) headers.delete(name)
  return { ...init, method: 'GET', body: null, headers }
}

/** An empty jar. `Secure` cookies work on http://localhost, as in browsers; `__Host-` and `__Secure-` are enforced. */
export function cookieJar(always: Readonly<Record<string, string>> = {}): CookieJar {
  return browserOf(new Jar(undefined, JAR), always)
}

const JAR = { allowSpecialUseDomain: true, allowSecureOnLocal: true, prefixSecurity: 'strict' } as const

function browserOf(jar: Jar, always: Readonly<Record<string, string>>): CookieJar {
  async function send(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ ...always, ...Object.fromEntries(new Headers(init.headers)) })
    const cookies = await jar.getCookieString(String(url))
    if (cookies !== '') headers.set('cookie', cookies)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    // What a browser would refuse is not stored and no error either.
    for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, String(url), { ignoreError: true })
    return response
  }

  return {
    fetch: send,
    async follow(url, { origins = [new URL(url).origin], init = {} } = {}) {
      let response = await send(url, init)
      let next = init
      for (let count = 0; isRedirect(response.status); count += 1) {
        const location = locationOf(response)
        if (!origins.includes(location.origin)) return response
        if (count === REDIRECTS) throw new Error(`More than ${REDIRECTS} redirects, the last to ${location.href}`)
        next = afterRedirect(response.status, next)
        await response.body?.cancel()
        response = await send(location, next)
      }
      return response
    },
    async copy(url, name) {
      const other = new Jar(undefined, JAR)
      for (const cookie of await jar.getCookies(String(url))) if (name.test(cookie.key)) await other.setCookie(cookie.toString(), String(url))
      return browserOf(other, always)
    },
    async cookies(url) {
      return Object.fromEntries((await jar.getCookies(String(url))).map(({ key, value }) => [key, value]))
    },
    async keepOnly(url, names) {
      for (const { domain, path, key } of await jar.getCookies(String(url))) {
        if (!names.test(key)) await jar.store.removeCookie(domain, path, key)
      }
    },
  }
}
