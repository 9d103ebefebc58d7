import { isIP } from 'node:net'
import type { Middleware } from 'koa'
import { cidrList, plainAddress } from '../lib/cidr.ts'

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
