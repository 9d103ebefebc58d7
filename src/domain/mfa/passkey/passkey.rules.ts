import type { Bukti } from '../assurance.rules.ts'

/** Who we are to a browser (WebAuthn Level 3, 4: relying party). */
export interface RelyingPartyName {
  readonly rpID: string
  readonly origin: string
  readonly rpName: string
}

/** @returns the relying party that this issuer is: its host, and its one origin */
export function relyingPartyOf(issuer: string): RelyingPartyName {
  const { hostname, origin } = new URL(issuer)
  return { rpID: hostname, origin, rpName: 'Banten Satu Login' }
}

/** ES256 and RS256: what every authenticator in use can sign with (RFC 9053). */
export const ALGORITHMS: readonly number[] = [-7, -257]

/**
 * An authenticator that counts goes forward with every signature; one that always says 0 does not count
 * (WebAuthn Level 3, 6.1.1).
 * @returns whether there may be a copy of it
 */
export function wentBack(stored: number, shown: number): boolean {
  return (stored > 0 || shown > 0) && shown <= stored
}

/** @returns what was proven by a key that is kept in one device, or by one that travels with an account */
export const buktiOfPasskey = (tersinkron: boolean): Bukti => tersinkron ? 'passkey' : 'passkey-perangkat'
