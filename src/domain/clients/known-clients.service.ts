import type { Database } from '../../kernel/db/database.ts'
import type { Listener } from '../../kernel/db/listen/index.ts'
import { createNotifiedCache } from '../../kernel/db/notified-cache.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { type Client, findClient } from './protocol.queries.ts'
import { unrevokedSecrets } from './secret.queries.ts'
import { secretIsLive, type SecretRow } from './secret.rules.ts'

/** More than the province has applications. */
const MOST_CLIENTS = 1_000

/** The register as the protocol asks it, several times a request. */
export interface KnownClients {
  /** @returns the client in whatever state it is */
  find(clientId: string): Promise<Client | undefined>
  /** Whether what a client presents is one of its live secrets (decision 13). */
  secretIsLive(clientId: string, presented: string): Promise<boolean>
}

/** Keeps clients and the hashes of their secrets in memory, as true as the register to within a second. */
export function createKnownClients(database: Database, listener: Listener, clock: Clock): KnownClients {
  const channel = 'satu_login_klien'
  const clients = createNotifiedCache<Client>({
    listener, channel, most: MOST_CLIENTS, load: (clientId, day) => findClient(database, clientId, day),
  })
  const secrets = createNotifiedCache<SecretRow[]>({
    listener, channel, most: MOST_CLIENTS, load: (clientId) => unrevokedSecrets(database, clientId),
  })
  return {
    find: (clientId) => clients.get(clientId, clock.today()),
    async secretIsLive(clientId, presented) {
      const known = await secrets.get(clientId, clock.today()) ?? []
      if (secretIsLive(presented, known, clock.now())) return true
      // One that was issued a moment ago works at once, also where the news of it is still on its way.
      return secretIsLive(presented, await unrevokedSecrets(database, clientId), clock.now())
    },
  }
}
