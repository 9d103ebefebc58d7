import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { type AuditEvent, type AuditKind, insertEvents } from '../../audit/index.ts'
import { lockDirectory } from '../peristiwa/terapkan.queries.ts'
import { lockCalendar } from './rem.queries.ts'

/** One look at the calendar, or one answer to it, as one transaction. */
export interface CalendarAct {
  readonly trx: Knex.Transaction
  readonly at: Date
  /** official day in WIB, YYYY-MM-DD */
  readonly today: string
  /** Says what happened; written with it, by the service itself unless an actor is named. */
  readonly tell: <Kind extends AuditKind>(event: Omit<AuditEvent<Kind>, 'actor'> & Partial<Pick<AuditEvent, 'actor'>>) => void
}

/** Runs an act on the calendar; the others wait for it. */
export function actOnCalendar<T>(
  { database, clock }: { readonly database: Database; readonly clock: Clock }, work: (act: CalendarAct) => Promise<T>,
): Promise<T> {
  return database.knex.transaction(async (trx) => {
    await lockCalendar(trx)
    await lockDirectory(trx)
    const at = clock.now()
    const events: AuditEvent[] = []
    const result = await work({
      trx, at, today: clock.today(), tell: (event) => events.push({ actor: 'sistem', ...event }),
    })
    if (events.length > 0) await insertEvents(trx, events, { correlationId: newId() }, at)
    return result
  })
}
