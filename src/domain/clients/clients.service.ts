import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { allClients, type ListedClient } from './client.queries.ts'

/** What `client list` prints: every client in the order of Table 1, those of later years behind. */
export function listClients(database: Database, clock: Clock): Promise<ListedClient[]> {
  return allClients(database, clock.today())
}
