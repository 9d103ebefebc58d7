import { BlockList, isIP } from 'node:net'
import type { Middleware } from 'koa'

/** @returns a list that answers whether an address lies in one of the CIDR ranges */
export function cidrList(cidrs: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address = '', bits = ''] = cidr.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * Settles who is calling and under which name we are called, once. The caller's address is the last one in
 * X-Forwarded-For that no trusted proxy wrote; without a trusted proxy in front the header is somebody's claim and
 * counts for nothing. The scheme is the issuer's: nobody reaches us under another origin.
 */
export function callerAndScheme(issuer: string, trustedProxies: readonly string[]): Middleware {
  const trusted = cidrList(trustedProxies)
  const protocol = new URL(issuer).protocol.slice(0, -1)
  return async (ctx, next) => {
    const peer = (ctx.req.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')
    ctx.request.ip = trusted(peer) ? forwardedFor(ctx.get('x-forwarded-for'), trusted) ?? peer : peer
    Object.defineProperty(ctx.request, 'protocol', { value: protocol })
    await next()
  }
}

function forwardedFor(header: string, trusted: (address: string) => boolean): string | undefined {
  return header.split(',').map((hop) => hop.trim()).filter((hop) => isIP(hop) !== 0).findLast((hop) => !trusted(hop))
}
