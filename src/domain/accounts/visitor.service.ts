import type { Database } from '../../kernel/db/database.ts'
import type { Listener } from '../../kernel/db/listen/index.ts'
import { createNotifiedCache } from '../../kernel/db/notified-cache.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { findDataPer } from '../pegawai/data-per.queries.ts'
import { findPersonToday } from '../pegawai/person.queries.ts'
import type { PersonToday } from '../pegawai/person.ts'

/** About two kilobytes each: a morning's people of one node. */
const MOST_PEOPLE = 5_000

/** Whether somebody with a session or token may still be signed in: the state of today, and no freeze. */
export function mayBeSignedIn({ keadaan, frozen, activated }: PersonToday): boolean {
  return activated && !frozen && (keadaan === 'aktif' || keadaan === 'terbatas')
}

/** @returns the person as of today, or undefined when he may not be signed in (any more) */
export type FindVisitor = (sub: string) => Promise<PersonToday | undefined>

/**
 * Finds people who are signed in, as true as the directory: who is frozen or shut out there is so here within a second,
 * on every node.
 */
export function createFindVisitor(database: Database, listener: Listener, clock: Clock): FindVisitor {
  const people = createNotifiedCache<PersonToday>({
    listener, channel: 'satu_login_pegawai', most: MOST_PEOPLE, load: (sub, day) => findPersonToday(database, sub, day),
  })
  // Apart from the people: it moves with every sync, and they do not.
  const dataPer = createNotifiedCache<Date>({
    listener, channel: 'satu_login_data_per', most: 1, load: () => findDataPer(database),
  })
  return async function findVisitor(sub) {
    const today = clock.today()
    const [person, at] = await Promise.all([people.get(sub, today), dataPer.get('*', today)])
    return person && mayBeSignedIn(person) ? { ...person, dataPer: at ?? null } : undefined
  }
}
