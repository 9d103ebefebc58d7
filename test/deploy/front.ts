import { Agent, type RequestOptions, request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scope } from '../helpers/scope.ts'

/** A form or a token request that got no answer of ours: whoever sent it has to begin again. */
export class LostAnswer extends Error {}

/** What was lost on the way, as the browser saw it. */
export interface Losses {
  /** Readings that had to be asked again, and sendings that nobody may send twice. */
  again: number
  lost: number
}

export interface FrontOptions {
  readonly host: string
  readonly address: string
  readonly port: number
  readonly ca: string
  /** Address of this machine from which is called, as a person's own. */
  readonly from: string
}

const GONE = new Set([502, 503, 504])
const TRIES = 100

/** One request as it is, whatever comes. */
export async function callFront(
  { address, port, ca, from, host }: FrontOptions, target: string, { method = 'GET', headers = {}, body }: {
    method?: string | undefined; headers?: Record<string, string>; body?: string | undefined
  } = {}, agent: Agent | false = false,
): Promise<Response> {
  const options: RequestOptions = {
    host: address, port, path: target, method, ca, servername: host, agent, localAddress: from,
    headers: { host, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }), ...headers },
  }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(options, resolve).on('error', reject).end(body)
  })
  const bytes = await buffer(answer)
  const { statusCode: status = 0, rawHeaders } = answer
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [])
  const response = new Response([204, 304].includes(status) ? null : bytes, { status, headers: pairs })
  // Relative addresses are resolved against it.
  Object.defineProperty(response, 'url', { value: `https://${host}${target}` })
  return response
}

/**
 * Lets `fetch` of this process reach the service through its front under its official name, and take a missing answer as
 * people and browsers do: what only reads is asked again, what does something is not.
 */
export function openFront(scope: Scope, options: FrontOptions): Losses {
  const losses: Losses = { again: 0, lost: 0 }
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const own = globalThis.fetch

  async function patiently(target: string, init: RequestInit): Promise<Response> {
    const { method = 'GET' } = init
    const headers = Object.fromEntries(new Headers(init.headers))
    const body = init.body === undefined || init.body === null ? undefined : String(init.body as URLSearchParams)
    if (init.body instanceof URLSearchParams) headers['content-type'] ??= 'application/x-www-form-urlencoded;charset=UTF-8'
    for (let tries = 1; ; tries += 1) {
      const response = await callFront(options, target, { method, headers, body }, agent).catch((error: Error) => error)
      if (response instanceof Response && !GONE.has(response.status)) return response
      if (!/^(GET|HEAD)$/.test(method)) {
        losses.lost += 1
        throw new LostAnswer(`${method}: ${response instanceof Error ? response.message : response.status}`)
      }
      if (tries === TRIES) throw new Error(`no answer after ${TRIES} tries: ${response instanceof Error ? response.message : response.status}`)
      losses.again += 1
      await sleep(50)
    }
  }

  globalThis.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    return url.host === options.host ? patiently(url.pathname + url.search, init) : own(input, init)
  }
  scope.teardown(() => {
    globalThis.fetch = own
    agent.destroy()
  })
  return losses
}
