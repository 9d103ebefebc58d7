import { type Config, readConfig } from '../../config.ts'
import { type Connections, connect } from '../../kernel/db/connect.ts'
import type { Database } from '../../kernel/db/database.ts'
import { endSessionsInUse } from '../../kernel/db/end-sessions.ts'
import { requireSchema } from '../../kernel/db/schema.ts'
import { type Clock, systemClock } from '../../kernel/lib/clock.ts'
import type { Say } from './command.ts'
import { unlessAborted, watchSignals } from './interruption.ts'

/** What a command works with while it is connected. */
export interface Desk {
  readonly config: Config
  readonly connections: Connections
  /** The service's role. */
  readonly database: Database
  readonly clock: Clock
}

async function cut({ app, owner }: Connections): Promise<void> {
  await Promise.all([endSessionsInUse(app), owner === undefined ? undefined : endSessionsInUse(owner)])
}

/**
 * Runs `work` connected, whatever the schema, and leaves nothing open behind it: also after an error or Ctrl-C the
 * pools are closed and the embedded server is released (decision 1).
 * @throws OperatorError for a wrong environment or an unreachable database; Interrupted; what `work` throws
 */
export async function connected<T>(say: Say, work: (desk: Desk) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const watch = watchSignals()
  try {
    // A signal waits until the connections are there to be closed.
    const connections = await connect(config, say)
    try {
      const desk = { config, connections, database: connections.app, clock: systemClock() }
      return await unlessAborted(watch.signal, () => work(desk), () => cut(connections))
    } finally {
      await connections.close()
    }
  } finally {
    watch.end()
  }
}

/** As `connected`, on a database that has today's schema: what every command but `migrate` and the demo seed needs. */
export function atWork<T>(say: Say, work: (desk: Desk) => Promise<T>): Promise<T> {
  return connected(say, async (desk) => {
    await requireSchema(desk.database)
    return work(desk)
  })
}
