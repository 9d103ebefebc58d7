/** The answer at the end of a chain of redirects. */
export interface Page {
  status: number
  url: string
  headers: Headers
  text: string
  /** Every address asked on the way, the last one included. */
  visited: string[]
}

/** Somebody with a browser: keeps cookies per origin and follows redirects itself. */
export class Visitor {
  #jar = new Map<string, Map<string, string>>()

  async get(url: string, options: { follow?: boolean } = {}): Promise<Page> {
    return this.#send(url, { method: 'GET' }, options)
  }

  /** Sends a form as a page of `url`'s own origin does, unless `headers` say otherwise. */
  async post(
    url: string,
    form: Record<string, string>,
    options: { follow?: boolean; headers?: Record<string, string> } = {},
  ): Promise<Page> {
    const headers = { origin: new URL(url).origin, ...options.headers }
    return this.#send(url, { method: 'POST', body: new URLSearchParams(form), headers }, options)
  }

  cookie(url: string, name: string): string | undefined {
    return this.#jar.get(new URL(url).origin)?.get(name)
  }

  setCookie(url: string, name: string, value: string): void {
    const { origin } = new URL(url)
    const cookies = this.#jar.get(origin) ?? new Map<string, string>()
    this.#jar.set(origin, cookies.set(name, value))
  }

  async #send(first: string, init: RequestInit, { follow = true }: { follow?: boolean }): Promise<Page> {
    const visited: string[] = []
    for (let url = first, request = init; ; ) {
      visited.push(url)
      const headers = new Headers(request.headers)
      const cookies = this.#jar.get(new URL(url).origin)
      if (cookies?.size) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await fetch(url, { ...request, headers, redirect: 'manual' })
      for (const line of response.headers.getSetCookie()) this.#keep(url, line)
      const text = await response.text()
      const location = response.headers.get('location')
      if (!follow || location === null || visited.length > 20) {
        return { status: response.status, url, headers: response.headers, text, visited }
      }
      url = new URL(location, url).href
      request = { method: 'GET' }
    }
  }

  #keep(url: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const expires = attributes.find((attribute) => /^expires=/i.test(attribute))
    const gone = expires !== undefined && Date.parse(expires.slice(8)) <= Date.now()
    this.setCookie(url, name, value)
    if (gone) this.#jar.get(new URL(url).origin)?.delete(name)
  }
}
