import { Agent, request, type IncomingHttpHeaders } from 'node:http'

/** One answer, read to its end. */
export interface Page {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>
  /** Sent by POST, urlencoded. */
  readonly form?: Readonly<Record<string, string>>
}

/** Kept connections to one origin on this machine: as light as Node makes them, because they share it with the servers. */
export class Connections {
  readonly origin: string
  readonly #agent: Agent
  readonly #port: string
  readonly #host: string

  constructor(origin: string, sockets: number) {
    const { port, host } = new URL(origin)
    this.origin = origin
    this.#port = port
    this.#host = host
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets })
  }

  /** @param path with its query. @throws the connection's error */
  ask(path: string, { headers = {}, form }: Ask = {}): Promise<Page> {
    const body = form && new URLSearchParams(form).toString()
    return new Promise((resolve, reject) => {
      const outgoing = request({
        agent: this.#agent, host: '127.0.0.1', port: this.#port, path, method: body === undefined ? 'GET' : 'POST',
        headers: {
          host: this.#host, ...headers,
          ...body !== undefined && {
            'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body),
          },
        },
      }, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }))
        incoming.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** One person's browser at one origin: cookies by name alone, whatever their path, and redirects. */
export class Browser {
  readonly #connections: Connections
  readonly #cookies = new Map<string, string>()
  readonly #device: Map<string, string>

  /** @param device what it was told to keep for a year, by whichever browser window: filled here, and used from the start */
  constructor(connections: Connections, device = new Map<string, string>()) {
    this.#connections = connections
    this.#device = device
  }

  async ask(path: string, options: Ask = {}): Promise<Page> {
    const cookie = [...this.#device, ...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = { 'sec-fetch-site': 'same-origin', ...options.headers, ...cookie && { cookie } }
    const page = await this.#connections.ask(path, { ...options, headers: sent })
    for (const line of page.headers['set-cookie'] ?? []) this.#keep(line)
    return page
  }

  /** Follows redirects inside the origin. @returns the first page, or the redirect that leaves */
  async follow(path: string, options: Ask = {}): Promise<Page> {
    let page = await this.ask(path, options)
    for (let inside = this.#inside(page); inside !== undefined; inside = this.#inside(page)) page = await this.ask(inside)
    return page
  }

  #inside({ status, headers: { location } }: Page): string | undefined {
    if (status < 300 || status > 399 || location === undefined) return undefined
    const url = new URL(location, this.#connections.origin)
    return url.origin === this.#connections.origin ? `${url.pathname}${url.search}` : undefined
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';', 1)
    const name = pair.slice(0, pair.indexOf('='))
    if (/;\s*expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
    else (/;\s*max-age=31536000/i.test(line) ? this.#device : this.#cookies).set(name, pair.slice(name.length + 1))
  }
}
