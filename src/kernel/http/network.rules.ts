import { isIP } from 'node:net'

/** An IPv6 host chooses the last 64 bits of its address itself (RFC 4291, 2.5.1), so it has as many as it likes. */
const GROUPS_OF_NETWORK = 4
const GROUPS = 8

/**
 * Whoever is counted by address is counted by this.
 * @param address of a caller, plain; empty when he has hung up
 * @returns an IPv4 address as it is, of an IPv6 address its network: `2001:db8:0:1::/64`
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::')
  const groupsOf = (text: string): string[] => text.split(':').filter((group) => group !== '')
  const [left, right] = [groupsOf(head), groupsOf(tail)]
  const zeros = Array<string>(Math.max(0, GROUPS - left.length - right.length)).fill('0')
  const network = [...left, ...zeros, ...right].slice(0, GROUPS_OF_NETWORK)
  return `${network.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}
