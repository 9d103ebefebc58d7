import type { Seal } from '../../../kernel/lib/seal.ts'

const placeOf = (id: string) => ({ table: 'faktor_totp', column: 'rahasia_sealed', row: id })

/** @returns the seed in base 32 */
export function openSecret(seal: Seal, { id, rahasia_sealed: sealed }: { id: string; rahasia_sealed: string }): string {
  return seal.open(sealed, placeOf(id))
}

/** @returns the seed as it may be kept in the row of this id */
export function sealSecret(seal: Seal, id: string, secret: string): string {
  return seal.seal(secret, placeOf(id))
}
