/** What happened: declared, typed, append-only, written in the transaction of the act itself. */
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { insertEvent } from './audit.queries.ts'
import type { AuditEvent, AuditKind } from './catalogue.ts'

export { insertEvents } from './audit.queries.ts'
export { keepMonthsPrepared } from './months.service.ts'
export type { Actor, AuditEvent, AuditKind } from './catalogue.ts'

/**
 * Stages an event in the current unit of work: when it cannot be written, the act does not happen (decision 8).
 * @param at when it happened
 */
export function record<Kind extends AuditKind>(event: AuditEvent<Kind>, at: Date): void {
  const unit = UnitOfWork.current()
  unit.append(insertEvent(event, unit.origin, at))
  unit.deeds.push({ kind: event.kind, outcome: event.outcome ?? 'berhasil' })
}
