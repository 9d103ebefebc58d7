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
    const plain = plainAddress(address)
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4')
  }
}

/** IPv4 written as IPv6 becomes IPv4; the zone of a link-local address means nothing outside this machine. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
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
    ctx.request.ip = callerOf(plainAddress(ctx.req.socket.remoteAddress ?? ''), ctx.get('x-forwarded-for'), trusted)
    Object.defineProperty(ctx.request, 'protocol', { value: protocol })
    await next()
  }
}

/**
 * Walks from us outwards, each trusted proxy vouching for the hop before it. What is no address vouches for nothing:
 * whatever stands left of it may have been written by the caller.
 */
function callerOf(peer: string, header: string, trusted: (address: string) => boolean): string {
  const hops = header.split(',').map((hop) => plainAddress(hop.trim()))
  let caller = peer
  while (trusted(caller)) {
    const before = hops.pop()
    if (before === undefined || isIP(before) === 0) break
    caller = before
  }
  return caller
}
