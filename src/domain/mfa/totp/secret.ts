import { generateSecret } from 'otplib'
import type { Seal } from '../../../kernel/lib/seal.ts'

const placeOf = (id: string) => ({ table: 'faktor_totp', column: 'rahasia_sealed', row: id })

/** @returns a fresh seed of 160 random bits in base 32 (RFC 4226, section 4, R6) */
export const drawSecret = (): string => generateSecret()

/** @returns the seed in base 32 */
export function openSecret(seal: Seal, { id, rahasia_sealed: sealed }: { id: string; rahasia_sealed: string }): string {
  return seal.open(sealed, placeOf(id))
}

/** @returns the seed as it may be kept in the row of this id */
export function sealSecret(seal: Seal, id: string, secret: string): string {
  return seal.seal(secret, placeOf(id))
}
