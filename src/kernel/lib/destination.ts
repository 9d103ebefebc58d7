/** Where anything that leaves this machine may go: only to addresses of the allow-list (decision 5). */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { cidrList } from './cidr.ts'

/** Something left undone because of where it would have gone, what it would have sent, or what came back. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused'
}

/** Where it would have gone is not on the list: nothing was tried, and trying again changes nothing. */
export class OutsideAllowList extends OutboundRefused {
  constructor() {
    super('destination is outside OUTBOUND_CIDRS')
  }
}

/** One address of a host, to connect to that very one. */
export interface Destination {
  readonly address: string
  readonly family: number
}

/** All addresses of a name; the machine's resolver unless a test gives its own. */
export type ResolveName = (name: string) => Promise<readonly Destination[]>

const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')
const isLoopbackCidr = (cidr: string): boolean => /^127\.|^::1\//.test(cidr)

/** @returns whether a list lets nothing out of this machine, so that no name is even resolved */
export const isLoopbackOnly = (cidrs: readonly string[]): boolean => cidrs.every(isLoopbackCidr)

/**
 * @returns a function from a host (a name or an address, IPv6 also in brackets) to an address of it that may be reached;
 *   it throws OutsideAllowList, or what the name servers say. With a list of loopback addresses alone no name is even
 *   resolved.
 */
export function createDestinations(
  cidrs: readonly string[], resolveName: ResolveName = (name) => lookup(name, { all: true }),
): (host: string) => Promise<Destination> {
  const allowed = cidrList(cidrs)
  const loopbackOnly = isLoopbackOnly(cidrs)
  return async function destinationOf(given) {
    const host = given.replace(/^\[|\]$/g, '')
    if (isIP(host) === 0 && !isLocalName(host) && loopbackOnly) throw new OutsideAllowList()
    const found = isIP(host) !== 0 ? [{ address: host, family: isIP(host) }]
      : isLocalName(host) ? [{ address: '127.0.0.1', family: 4 }]
        : await resolveName(host)
    const target = found.find(({ address }) => allowed(address))
    if (!target) throw new OutsideAllowList()
    return target
  }
}
