import type { PersonToday } from '../../pegawai/person.ts'
import type { Demand } from '../demand.ts'
import type { Saluran } from '../kebijakan/aturan.ts'

/**
 * Ways on which a one-time code may be sent in place of a second factor of the person's own: what every rule of the
 * policy allows, and where something is on file. SMS never for who has a product role, whatever a rule says: numbers are
 * ported and messages read over shoulders (NIST SP 800-63B-4, 3.1.3.3). Whether the contact is believed is known when it
 * is sent.
 */
export function messageWays(
  { kodePesan }: Pick<Demand, 'kodePesan'>, { email, no_hp: noHp, roles }: Pick<PersonToday, 'email' | 'no_hp' | 'roles'>,
): Saluran[] {
  const onFile: Readonly<Record<Saluran, boolean>> = { email: email !== null, sms: noHp !== null && roles.length === 0 }
  return kodePesan.filter((way) => onFile[way])
}
