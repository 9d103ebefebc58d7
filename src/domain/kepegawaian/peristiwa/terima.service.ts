import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Origin } from '../../../kernel/db/unit-of-work.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { type Actor, type AuditEvent, insertEvents } from '../../audit/index.ts'
import { toRow } from './baca.rules.ts'
import type { Peristiwa } from './peristiwa.schema.ts'
import { type Alasan, findByIds, insertNew, type NewEvent, type Status, type Stored } from './simpan.queries.ts'
import { limitWaiting, LOCK_NOT_AVAILABLE, lockDirectory } from './terapkan.queries.ts'
import { applyEvents } from './terapkan.service.ts'

export interface Receiver {
  readonly database: Database
  readonly clock: Clock
  /** client_id of the program that pushes */
  readonly clientId: string
  readonly origin: Origin
}

/** What became of one event of a delivery. */
export interface Received {
  readonly id: string
  readonly sumber: string
  /** `berbeda`: the same id stands for other content, which was not kept */
  readonly hasil: Status | 'berbeda'
  readonly alasan: Alasan | null
  /** was here before */
  readonly ulangan: boolean
}

/**
 * Takes events in and applies them in one transaction with their audit events. Each is kept once; one that came before
 * changes nothing. Where an import holds the directory, they are kept, and applied as soon as it is over.
 *
 * @param events read and good by themselves
 * @returns what became of each, in the order of `events`
 */
export async function receiveEvents(events: readonly Peristiwa[], receiver: Receiver): Promise<Received[]> {
  const rows = events.map((event) => toRow(event, { id: newId(), clientId: receiver.clientId }))
  try {
    return await receive(rows, receiver, true)
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
    return await receive(rows, receiver, false)
  }
}

async function receive(rows: readonly NewEvent[], receiver: Receiver, applies: boolean): Promise<Received[]> {
  const { database, clock, clientId, origin } = receiver
  const actor: Actor = `klien:${clientId}`
  return await database.knex.transaction(async (trx) => {
    if (applies) await lockForEvents(trx)
    const at = clock.now()
    const fresh = new Set(await insertNew(trx, firstOfEach(rows), at))
    if (applies) {
      for (const [sumber, ofSource] of Map.groupBy(rows.filter(({ id }) => fresh.has(id)), (row) => row.sumber)) {
        await applyEvents(trx, ofSource.map(({ id }) => id), { sumber, at, today: clock.today(), actor, origin })
      }
    }
    const kept = new Map((await findByIds(trx, rows)).map((row) => [keyOf(row), row]))
    const received = rows.map((row) => toldOf(row, kept.get(keyOf(row)), fresh))
    await insertEvents(trx, [...kept.values()].filter(({ id }) => fresh.has(id)).map((row) => auditOf(row, actor)), origin, at)
    return received
  })
}

/** Waits for other events, which take milliseconds, but not for a whole import. */
async function lockForEvents(trx: Knex.Transaction): Promise<void> {
  await limitWaiting(trx)
  await lockDirectory(trx)
}

const keyOf = ({ sumber, peristiwa_id }: { readonly sumber: string; readonly peristiwa_id: string }): string =>
  `${sumber} ${peristiwa_id}`

/** Of a batch that names an id twice, the first counts. */
const firstOfEach = (rows: readonly NewEvent[]): NewEvent[] =>
  [...new Map(rows.toReversed().map((row) => [keyOf(row), row])).values()]

function toldOf(row: NewEvent, kept: (Stored & { isi: string }) | undefined, fresh: ReadonlySet<string>): Received {
  const { peristiwa_id: id, sumber, isi } = row
  if (!kept) throw new Error('an event that was kept is not there')
  const ulangan = !fresh.has(row.id)
  if (kept.isi !== isi) return { id, sumber, hasil: 'berbeda', alasan: null, ulangan }
  return { id, sumber, hasil: kept.status, alasan: kept.alasan, ulangan }
}

function auditOf({ id, sumber, jenis, status, alasan, pegawai_id, client_id }: Stored, actor: Actor): AuditEvent {
  return {
    kind: 'peristiwa.diterima', actor, clientId: client_id, ...(pegawai_id !== null && { subject: pegawai_id }),
    data: { peristiwa: id, sumber, jenis, hasil: status, ...(alasan !== null && { alasan }) },
  }
}
