import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { type Act, actAs } from '../audit/act.ts'

export type OperatorAct = Act

/** Runs one act of an operator at the command line as one transaction with its audit events. */
export function actAsOperator<T>(database: Database, clock: Clock, work: (act: Act) => Promise<T>): Promise<T> {
  return actAs({ database, clock, actor: 'operator' }, work)
}

/** @returns the sentence for a client_id that nobody registered */
export const unknownClient = (clientId: string): OperatorError =>
  new OperatorError(`There is no client ${clientId}. "client list" shows them all.`)

/** @returns a reason without the blanks around it; @throws OperatorError for an empty one */
export function givenReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new OperatorError('Give a reason: it stands in the audit trail.')
  return given
}
