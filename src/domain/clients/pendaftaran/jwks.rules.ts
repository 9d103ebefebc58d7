import { createPublicKey } from 'node:crypto'

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const RSA_BITS = 2048

const isPlainText = (value: unknown): boolean => typeof value === 'string' && /^[\x20-\x7e]*$/.test(value)

type Jwk = Readonly<Record<string, unknown>>

/**
 * Whether a registered key can be used to prove who a client is, or to encrypt to it: public, RSA of at least 2048 bits
 * or EC P-256 (RFC 7518 sections 3.3, 3.4 and 4). No symmetric key, no key that tells its private part.
 *
 * @returns what is wrong with it, undefined when nothing is
 */
export function jwkMistake(jwk: Jwk): string | undefined {
  if (!Object.entries(jwk).flat().every(isPlainText)) return 'must have members of plain text alone'
  if (jwk['kty'] !== 'RSA' && jwk['kty'] !== 'EC') return 'must be an RSA or EC key'
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member))) {
    return 'must be a public key: take its private part out'
  }
  if (Object.hasOwn(jwk, 'use') && !['sig', 'enc'].includes(jwk['use'] as string)) {
    return 'must have use "sig", "enc" or none'
  }
  let key
  try {
    key = createPublicKey({ key: { ...jwk }, format: 'jwk' }).asymmetricKeyDetails
  } catch {
    return 'cannot be read as a key'
  }
  if (jwk['kty'] === 'EC') return key?.namedCurve === 'prime256v1' ? undefined : 'must be on the curve P-256'
  return (key?.modulusLength ?? 0) >= RSA_BITS ? undefined : `must have at least ${RSA_BITS} bits`
}

/** @returns whether one of the keys may be used for this, and is of the kind that the algorithm takes */
export function haveKeyFor(keys: readonly Jwk[], use: 'sig' | 'enc', kty?: 'RSA' | 'EC'): boolean {
  return keys.some((key) => (key['use'] ?? use) === use && (kty === undefined || key['kty'] === kty))
}

/** @returns whether a client with these keys says which one it used: each has a `kid` of its own */
export function haveOwnKids(keys: readonly Jwk[]): boolean {
  const kids = keys.map((key) => key['kid'])
  return keys.length === 1 || (kids.every((kid) => typeof kid === 'string') && new Set(kids).size === keys.length)
}
