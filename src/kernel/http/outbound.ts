import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { createDestinations, OutboundRefused, type ResolveName } from '../lib/destination.ts'

export class AnswerTooLarge extends OutboundRefused {
  constructor() {
    super('answer is too large')
  }
}

export interface OutboundLimits {
  /** Addresses that may be reached; nothing else is tried (decision 5). */
  readonly cidrs: readonly string[]
  /** From the first question to a name server to the last byte of the answer. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly resolveName?: ResolveName
  /** PEM of the authority that alone is trusted; the machine's own where none is given. */
  readonly ca?: string | undefined
}

/**
 * The one way out: no redirects, no proxy, bounded in time and size, and only to addresses of the allow-list, checked
 * on the very address that is connected to. With a list of loopback addresses alone no name is even resolved.
 * @returns a function with the shape of `fetch`, `signal` included; @throws OutboundRefused, or what the network says
 */
export function createOutbound({ cidrs, timeoutMs = 2_500, maxBytes = 65_536, resolveName, ca }: OutboundLimits) {
  const destinationOf = createDestinations(cidrs, resolveName)

  return async function outbound(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    if (input instanceof Request) throw new OutboundRefused('address and options are given apart')
    const url = new URL(input)
    const body = bodyText(init.body)
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = init.signal ? AbortSignal.any([limit, init.signal]) : limit
    signal.throwIfAborted()
    const target = await Promise.race([destinationOf(url.hostname), rejection(signal)])
    signal.throwIfAborted()
    const pinned = ((_host, options, done) => {
      if (options.all) done(null, [target])
      else done(null, target.address, target.family)
    }) as LookupFunction
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      lookup: pinned,
      agent: false,
      ...(ca !== undefined && { ca }),
    })
    return new Promise((settle, fail) => {
      const giveUp = (error: Error): void => {
        request.destroy()
        fail(error)
      }
      // Not the request's own option: its end is told to nobody once the other side changed the protocol (101).
      signal.addEventListener('abort', () => { giveUp(signal.reason as Error) }, { once: true })
      request.on('error', giveUp)
      // Answers before the answer (1xx) have no body and no limit of their own.
      request.on('information', () => {
        if ((request.socket?.bytesRead ?? 0) > maxBytes) giveUp(new AnswerTooLarge())
      })
      request.on('response', (response) => { collect(response, maxBytes).then(settle, giveUp) })
      request.end(body)
    })
  }
}

/** Rejects when the signal fires, with its reason. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true })
  })
}

/** Reads an answer to its end. @throws OutboundRefused when it is too large or no answer that `fetch` knows */
async function collect(answer: IncomingMessage, maxBytes: number): Promise<Response> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new AnswerTooLarge()
    chunks.push(chunk)
  }
  const status = answer.statusCode ?? 0
  if (status < 200 || status > 599) throw new OutboundRefused(`answer has the impossible status ${status}`)
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
    for (const value of values) headers.append(name, value)
  }
  // Fetch standard, "null body status".
  const empty = [204, 205, 304].includes(status)
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers })
}

/** The protocol sends forms and JSON; a stream has no business here. */
function bodyText(body: RequestInit['body']): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new OutboundRefused('only text can be sent')
}
