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

/** How a browser may reach an authenticator (WebAuthn Level 3, 5.8.4): kept for the browser's own questions. */
const TRANSPORTS: readonly string[] = ['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal', 'cable']

/** @returns of what a browser said those that mean something, each once */
export const transportsOf = (told: readonly string[]): string[] => TRANSPORTS.filter((one) => told.includes(one))

/** @returns what was proven by a key that is kept in one device, or by one that travels with an account */
export const buktiOfPasskey = (tersinkron: boolean): Bukti => tersinkron ? 'passkey' : 'passkey-perangkat'
