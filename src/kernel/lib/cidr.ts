import { BlockList, isIP } from 'node:net'

/** Of an IPv6 caller the network of 64 bits is known, the rest he chooses himself. */
const MOST_BITS = { 4: 32, 6: 64 } as const

/** @returns whether a text is a CIDR range that callers can be told apart by */
export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/')
  const version = isIP(address)
  if ((version !== 4 && version !== 6) || more.length > 0) return false
  return /^\d{1,3}$/.test(bits) && Number(bits) <= MOST_BITS[version]
}

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
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
}
