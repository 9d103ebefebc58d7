import { ACRS } from '../../accounts/acr.rules.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import type { Demand } from '../demand.ts'
import type { Saluran } from '../kebijakan/aturan.ts'

/**
 * Ways on which a one-time code may be sent in place of a second factor of the person's own: where a rule asks for one,
 * what every such rule allows, and where something is on file. SMS never for who has a product role, whatever a rule says: numbers are
 * ported and messages read over shoulders (NIST SP 800-63B-4, 3.1.3.3). Whether the contact is believed is known when it
 * is sent.
 */
export function messageWays(
  { acr, kodePesan }: Pick<Demand, 'acr' | 'kodePesan'>, { email, no_hp: noHp, roles }: Pick<PersonToday, 'email' | 'no_hp' | 'roles'>,
): Saluran[] {
  const onFile: Readonly<Record<Saluran, boolean>> = { email: email !== null, sms: noHp !== null && roles.length === 0 }
  return acr !== ACRS[1] ? [] : kodePesan.filter((way) => onFile[way])
}
