/** Who is sent what gives a new password for a forgotten one. The answer on the page is the same for all of these. */
import type { Contacts } from '../../accounts/pesan/index.ts'
import type { Saluran } from '../../../kernel/notifications/index.ts'
import type { Calon } from '../aktivasi/aktivasi.rules.ts'

/** Why nobody is sent anything: for the audit trail alone. */
export type TanpaReset = 'tidak-dikenal' | 'belum-aktif' | 'dibekukan' | 'keadaan' | 'tanpa-nomor' | 'angka-salah' | 'tanpa-kontak'

/**
 * @param empat from `lastFour`
 * @returns undefined when something is to be sent. The number on file says that he knows it; what is sent goes to what is
 *   believed alone
 */
export function reasonAgainstReset(
  calon: Calon & { readonly frozen: boolean } | undefined, { noHp, usable }: Contacts, empat: string,
): TanpaReset | undefined {
  if (calon === undefined) return 'tidak-dikenal'
  if (!calon.activated) return 'belum-aktif'
  if (calon.frozen) return 'dibekukan'
  if (calon.keadaan !== 'aktif' && calon.keadaan !== 'terbatas') return 'keadaan'
  if (noHp === undefined) return 'tanpa-nomor'
  if (!noHp.endsWith(empat)) return 'angka-salah'
  return usable.length === 0 ? 'tanpa-kontak' : undefined
}

/**
 * A link by e-mail where there is a usable address, else a code by SMS: no SMS has a link. SMS never for who has a
 * product role (NIST SP 800-63B-4, 3.1.3.3).
 * @param wished the one way that was asked for, if any
 */
export function resetWay(
  usable: readonly Saluran[], { berperan, wished }: { readonly berperan: boolean; readonly wished: Saluran | undefined },
): Saluran | undefined {
  const ways: readonly Saluran[] = berperan ? ['email'] : ['email', 'sms']
  return ways.find((way) => usable.includes(way) && (wished === undefined || wished === way))
}
