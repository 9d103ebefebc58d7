import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { cidrList } from './proxy.ts'

/** A request left undone because of where it would have gone, or how much came back. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused'
}

export interface OutboundLimits {
  /** Addresses that may be reached; nothing else is tried (decision 5). */
  readonly cidrs: readonly string[]
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')
const isLoopbackCidr = (cidr: string): boolean => /^127\.|^::1\//.test(cidr)

/**
 * The one way out: no redirects, no proxy, bounded in time and size, and only to addresses of the allow-list, checked
 * on the very address that is connected to. With a list of loopback addresses alone no name is even resolved.
 * @returns a function with the shape of `fetch`; @throws OutboundRefused, or what the network says
 */
export function createOutbound({ cidrs, timeoutMs = 2_500, maxBytes = 65_536 }: OutboundLimits) {
  const allowed = cidrList(cidrs)
  const loopbackOnly = cidrs.every(isLoopbackCidr)

  async function resolve(hostname: string): Promise<{ address: string; family: number }> {
    const host = hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0) return { address: host, family: isIP(host) }
    if (isLocalName(host)) return { address: '127.0.0.1', family: 4 }
    if (loopbackOnly) throw new OutboundRefused('destination is outside OUTBOUND_CIDRS')
    return lookup(host)
  }

  return async function outbound(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input)
    const target = await resolve(url.hostname)
    if (!allowed(target.address)) throw new OutboundRefused('destination is outside OUTBOUND_CIDRS')
    const pinned = ((_host, options, done) => {
      if (options.all) done(null, [target])
      else done(null, target.address, target.family)
    }) as LookupFunction
    return new Promise((settle, fail) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        lookup: pinned,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      }, (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxBytes) request.destroy(new OutboundRefused('answer is too large'))
          else chunks.push(chunk)
        })
        response.on('error', fail)
        response.on('end', () => {
          const headers = new Headers()
          for (const [name, value] of Object.entries(response.headers)) headers.set(name, String(value))
          const status = response.statusCode ?? 502
          const empty = status === 204 || status === 304
          settle(new Response(empty ? null : Buffer.concat(chunks), { status, headers }))
        })
      })
      request.on('error', fail)
      request.end(init.body === undefined || init.body === null ? undefined : bodyText(init.body))
    })
  }
}

/** The protocol sends forms and JSON; a stream has no business here. */
function bodyText(body: NonNullable<RequestInit['body']>): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new OutboundRefused('only text can be sent')
}
