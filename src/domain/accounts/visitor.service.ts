import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { findPersonToday } from '../pegawai/person.queries.ts'
import type { PersonToday } from '../pegawai/person.ts'

/** Whether somebody with a session or token may still be signed in: the state of today, and no freeze. */
export function mayBeSignedIn({ keadaan, frozen, activated }: PersonToday): boolean {
  return activated && !frozen && (keadaan === 'aktif' || keadaan === 'terbatas')
}

/** @returns the person as of today, or undefined when he may not be signed in (any more) */
export async function findPersonWhoMaySignIn(
  database: Database, clock: Clock, sub: string,
): Promise<PersonToday | undefined> {
  const person = await findPersonToday(database, sub, clock.today())
  return person && mayBeSignedIn(person) ? person : undefined
}
