/** Who is sent a code that opens an activation. The answer on the page is the same for all of these. */
import type { Contacts } from '../../accounts/pesan/index.ts'
import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'

/** Why nobody is sent a code: for the audit trail alone. */
export type TanpaKode = 'tidak-dikenal' | 'sudah-aktif' | 'keadaan' | 'tanpa-nomor' | 'nomor-baru' | 'angka-salah'

/** What is known of whoever has the number that was typed. */
export interface Calon {
  readonly activated: boolean
  readonly keadaan: Keadaan
}

/** A first password is chosen by whoever has none and may sign in. */
export const mayActivate = ({ activated, keadaan }: Calon): boolean =>
  !activated && (keadaan === 'aktif' || keadaan === 'terbatas')

/** @returns the last four digits of what somebody typed of a telephone number; undefined when there are none */
export function lastFour(typed: string): string | undefined {
  const digits = typed.replace(/[\s().+-]/g, '')
  return /^[0-9]{4,15}$/.test(digits) ? digits.slice(-4) : undefined
}

/**
 * @param empat from `lastFour`
 * @returns undefined when a code is to be sent; a number counts only once it is believed (domain/accounts/pesan)
 */
export function reasonAgainst(
  calon: Calon | undefined, { noHp, usable }: Contacts, empat: string,
): TanpaKode | undefined {
  if (calon === undefined) return 'tidak-dikenal'
  if (calon.activated) return 'sudah-aktif'
  if (!mayActivate(calon)) return 'keadaan'
  if (noHp === undefined) return 'tanpa-nomor'
  if (!usable.includes('sms')) return 'nomor-baru'
  return noHp.endsWith(empat) ? undefined : 'angka-salah'
}

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 20

/**
 * A long code as it is printed: five groups of four signs that are hard to mistake, 99 bits.
 * @param draw a whole number from 0, below what it is given
 */
export function makeLongCode(draw: (below: number) => number): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET[draw(ALPHABET.length)]).join('')
  return signs.replace(/(.{4})(?=.)/g, '$1-')
}

/** @returns the code as it was printed, however it was typed; undefined when it cannot be one */
export function readLongCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[\s.-]/g, '')
  if (signs.length !== LENGTH || [...signs].some((sign) => !ALPHABET.includes(sign))) return undefined
  return signs.replace(/(.{4})(?=.)/g, '$1-')
}
