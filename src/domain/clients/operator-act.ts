import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { type AuditEvent, type AuditKind, insertEvents } from '../audit/index.ts'

/** An act as the operator's use-cases see it. */
export interface OperatorAct {
  readonly trx: Knex.Transaction
  readonly at: Date
  /** Says what happened; written in the same transaction, so that nothing happens untold. */
  readonly tell: <Kind extends AuditKind>(event: Omit<AuditEvent<Kind>, 'actor'>) => void
}

/**
 * Runs one act of an operator at the command line as one transaction with its audit events.
 * @throws whatever `work` or the audit insert throws; nothing was changed then
 */
export async function actAsOperator<T>(
  database: Database, clock: Clock, work: (act: OperatorAct) => Promise<T>,
): Promise<T> {
  const at = clock.now()
  return database.knex.transaction(async (trx) => {
    const events: AuditEvent[] = []
    const result = await work({ trx, at, tell: (event) => events.push({ ...event, actor: 'operator' }) })
    if (events.length > 0) await insertEvents(trx, events, { correlationId: newId() }, at)
    return result
  })
}

/** @returns the sentence for a client_id that nobody registered */
export const unknownClient = (clientId: string): OperatorError =>
  new OperatorError(`There is no client ${clientId}. "client list" shows them all.`)
