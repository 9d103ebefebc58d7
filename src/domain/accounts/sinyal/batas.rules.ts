import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import { networkOf } from '../../../kernel/http/network.rules.ts'

/** So many people typing passwords in browsers new to them, from one address within an hour, is a signal. */
export const PEOPLE_OF_ADDRESS = 20

/** The same from the network of an office, where new computers come by the room. */
export const PEOPLE_OF_OFFICE = 100

/** One wrong password typed for so many people within an hour is a signal. */
export const PEOPLE_OF_PASSWORD = 10

/** How long a try counts, and how long a signal is not told again. */
export const SIGNAL_WINDOW = `interval '1 hour'`


/**
 * What one password is counted by. Keyed, and so short that millions of millions of passwords share each: who reads it
 * learns none, and with the key no more than that most are not it.
 * @param password as it is checked: normalised
 * @returns 32 bits, signed
 */
export function passwordDigest(key: string, password: string): number {
  return createHmac('sha256', key).update(`tebakan:${password}`).digest().readInt32BE()
}

const IPV4_BITS = 16
const IPV6_GROUPS = 2

/**
 * What a person is thought to sign in from: a provider hands out addresses as it likes, of IPv4 mostly within 16 bits,
 * of IPv6 within the 32 that a registry gave it.
 * @param address of a caller
 * @returns in CIDR; undefined where the address is not known
 */
export function wideNetworkOf(address: string): string | undefined {
  const version = isIP(address)
  if (version === 0) return undefined
  if (version === 4) return `${address.split('.').slice(0, IPV4_BITS / 8).join('.')}.0.0/${IPV4_BITS}`
  return `${networkOf(address).split(':').slice(0, IPV6_GROUPS).join(':')}::/${IPV6_GROUPS * 16}`
}
