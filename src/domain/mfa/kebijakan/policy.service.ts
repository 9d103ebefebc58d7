import type { Database } from '../../../kernel/db/database.ts'
import type { Listener } from '../../../kernel/db/listen/index.ts'
import { createNotifiedCache } from '../../../kernel/db/notified-cache.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { DemandFor } from '../demand.ts'
import type { Aturan, Tujuan } from './aturan.ts'
import { currentRules } from './kebijakan.queries.ts'
import { demandOf } from './tuntutan.rules.ts'

interface Dependencies {
  readonly database: Database
  readonly listener: Listener
  readonly clock: Clock
  /** @returns what rules look at in an application; undefined for one that nobody registered */
  readonly findClient: (clientId: string) => Promise<Pick<Tujuan, 'berisiko' | 'kelompok'> | undefined>
}

/** Keeps the rules in memory, as true as the database to within a second, so that a change counts at the next request. */
export function createPolicy({ database, listener, clock, findClient }: Dependencies): DemandFor {
  const rules = createNotifiedCache<readonly Aturan[]>({
    listener, channel: 'satu_login_kebijakan', most: 1, load: async () => (await currentRules(database)).map(({ aturan }) => aturan),
  })
  return async function demandFor(person, clientId, network) {
    const today = clock.today()
    const [known = [], client] = await Promise.all([rules.get('*', today), findClient(clientId)])
    const { berisiko = false, kelompok = null } = client ?? {}
    return demandOf(known, { person, client: { client_id: clientId, berisiko, kelompok }, network, today })
  }
}
