import type { IncomingMessage } from 'node:http'
import https from 'node:https'
import { buffer } from 'node:stream/consumers'
import type { Scope } from '../helpers/scope.ts'

/** Hosts of https URLs that exist in one test alone, and where each really listens: `{ 'login.test': '127.0.0.1:4711' }`. */
export type Names = Readonly<Record<string, string>>

interface Sent {
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
}

/**
 * `fetch` for hosts that no resolver knows, over TLS checked against the test's CA and the URL's own name. It sends
 * forms alone, as applications do to the service.
 */
export function fetchAt(names: Names, ca: string) {
  return async (url: string, { method, headers, body }: Sent = {}): Promise<Response> => {
    const { hostname, pathname, search } = new URL(url)
    const [host, port] = (names[hostname] ?? '').split(':')
    const answer = await new Promise<IncomingMessage>((settle, fail) => {
      const request = https.request({
        host, port, path: pathname + search, method, ca, servername: hostname, agent: false,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers, host: hostname },
      }, settle)
      request.on('error', fail)
      request.end(body instanceof URLSearchParams ? body.toString() : undefined)
    })
    const type = answer.headers['content-type'] ?? ''
    return new Response(await buffer(answer), { status: answer.statusCode ?? 502, headers: { 'content-type': type } })
  }
}

/** Lets everything in this process that calls `fetch` find these names too, as long as the scope lasts. */
export function lendNames(scope: Scope, names: Names, ca: string): void {
  const own = globalThis.fetch
  const there = fetchAt(names, ca)
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    return Object.hasOwn(names, new URL(url).hostname) ? there(url, init as Sent | undefined) : own(input, init)
  }
  scope.teardown(() => { globalThis.fetch = own })
}
