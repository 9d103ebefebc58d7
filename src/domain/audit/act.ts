import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { insertEvents } from './audit.queries.ts'
import type { Actor, AuditEvent, AuditKind } from './catalogue.ts'

/** An act as a use-case sees it. */
export interface Act {
  readonly trx: Knex.Transaction
  readonly at: Date
  /** Says what happened; written in the same transaction, so that nothing happens untold. */
  readonly tell: <Kind extends AuditKind>(event: Omit<AuditEvent<Kind>, 'actor'>) => void
}

/**
 * Runs one act as one transaction with its audit events; within a request they say where it came from.
 * @throws whatever `work` or the audit insert throws; nothing was changed then
 */
export async function actAs<T>(
  { database, clock, actor }: { readonly database: Database; readonly clock: Clock; readonly actor: Actor },
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const at = clock.now()
  return database.knex.transaction(async (trx) => {
    const events: AuditEvent[] = []
    const result = await work({ trx, at, tell: (event) => events.push({ ...event, actor }) })
    if (events.length > 0) await insertEvents(trx, events, UnitOfWork.originNow() ?? { correlationId: newId() }, at)
    return result
  })
}
