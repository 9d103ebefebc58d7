import { insertEvents } from '../../src/domain/audit/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { type Clock, dayInWib } from '../../src/kernel/lib/clock.ts'

/** A clock that stands still. */
export const clockAt = (instant: string): Clock =>
  ({ now: () => new Date(instant), today: () => dayInWib(new Date(instant)) })

/** Writes one event of each stream at an instant, as the service. */
export async function eventsAt(app: Database, instant: string): Promise<void> {
  await app.knex.transaction((trx) => insertEvents(trx, [
    { kind: 'masuk.berhasil', actor: 'pegawai:x', data: { acr: 'x', amr: [] } },
    { kind: 'akun.diaktifkan', actor: 'operator', data: {} },
  ], { correlationId: instant }, new Date(instant)))
}

/** In which partitions the events of an instant lie. */
export async function partitionsOf(owner: Database, instant: string): Promise<string[]> {
  const { rows } = await owner.knex.raw<{ rows: { name: string }[] }>(
    'SELECT tableoid::regclass::text AS name FROM audit_event WHERE correlation_id = ? ORDER BY 1', [instant])
  return rows.map(({ name }) => name)
}

/** The trail and everything it consists of. */
export async function auditTables(owner: Database): Promise<string[]> {
  const { rows } = await owner.knex.raw<{ rows: { name: string }[] }>(
    `SELECT relid::regclass::text AS name FROM pg_partition_tree('audit_event') ORDER BY 1`)
  return rows.map(({ name }) => name)
}
