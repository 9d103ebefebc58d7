import type { Knex } from 'knex'
import type { Statement } from '../../kernel/db/database.ts'
import type { Origin } from '../../kernel/db/unit-of-work.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { type AuditEvent, streamOf } from './catalogue.ts'

/** One row as the insert takes it. */
function row(event: AuditEvent, origin: Origin, at: Date) {
  return {
    id: newId(), stream: streamOf(event.kind), at: at.toISOString(), kind: event.kind, actor: event.actor,
    subject: event.subject ?? null, client_id: event.clientId ?? null, address: origin.address ?? null,
    device: origin.device ?? null, outcome: event.outcome ?? 'berhasil', correlation_id: origin.correlationId,
    data: JSON.stringify(event.data),
  }
}

/** @returns the insert of one event, to be flushed with the act it tells of */
export function insertEvent(event: AuditEvent, origin: Origin, at: Date): Statement {
  return {
    text: `INSERT INTO audit_event (id, stream, at, kind, actor, subject, client_id, address, device, outcome,
             correlation_id, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: Object.values(row(event, origin, at)),
  }
}

/** Inserts many events in one statement inside the transaction of the acts they tell of. */
export async function insertEvents(
  trx: Knex.Transaction, events: readonly AuditEvent[], origin: Origin, at: Date,
): Promise<void> {
  await trx.raw(
    `INSERT INTO audit_event (id, stream, at, kind, actor, subject, client_id, address, device, outcome,
       correlation_id, data)
     SELECT id, stream, at, kind, actor, subject, client_id, address, device, outcome, correlation_id, data::jsonb
     FROM json_to_recordset(?::json) AS event(id uuid, stream text, at timestamptz, kind text, actor text,
       subject text, client_id text, address inet, device text, outcome text, correlation_id text, data text)`,
    [JSON.stringify(events.map((event) => row(event, origin, at)))],
  )
}

/**
 * Prepares the partitions of the month that a day lies in and of the one after it; the service may not create tables
 * itself. What is prepared stays as it is.
 * @param day YYYY-MM-DD in UTC, the zone of the partitions
 */
export function prepareMonths(day: string): Statement {
  return {
    text: `SELECT audit_prepare_month($1::date), audit_prepare_month(($1::date + interval '1 month')::date)`,
    values: [day],
  }
}
