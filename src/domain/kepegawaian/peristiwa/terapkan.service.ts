import type { Knex } from 'knex'
import type { Recognition } from './kenal.rules.ts'
import { recogniseEvents } from './kenal.service.ts'
import { stockFor } from './kerja.service.ts'
import { fateOf, isNews } from './nasib.rules.ts'
import { lockRows } from './orang.queries.ts'
import { type BrakeContext, heldByBrake } from './rem.service.ts'
import { type Fate, findEvents, findEventsOf, writeFates } from './simpan.queries.ts'
import { isUnitKnown, type Stock, work, type Worked } from './susun.rules.ts'
import { refreshQuestion } from './tanya.service.ts'
import { writeChanges, type WriteContext } from './tulis.service.ts'

export type ApplyContext = BrakeContext & WriteContext

/**
 * Applies kept events: finds their people, folds everything that is known of each, and brings the directory to it, in
 * the caller's transaction, which holds `lockDirectory`. Whatever the order and however often: the same rows.
 */
export async function applyEvents(
  trx: Knex.Transaction, eventIds: readonly string[], context: ApplyContext,
): Promise<void> {
  const { today } = context
  const given = await findEvents(trx, eventIds)
  const recognition = await recogniseEvents(trx, given.filter(({ pegawai_id }) => pegawai_id === null), today)
  const newlyOf = new Map(recognition.recognised.map(({ event, pegawaiId }) => [event.id, pegawaiId]))
  const pegawaiIds = [...new Set([...given.flatMap(({ pegawai_id }) => pegawai_id ?? []), ...newlyOf.values()])]

  await lockRows(trx, pegawaiIds)
  const events = [...await findEventsOf(trx, pegawaiIds), ...recognition.recognised.map(({ event }) => event)]
  const stock = await stockFor(trx, pegawaiIds, [...events, ...recognition.unknown.map(({ event }) => event)], today)
  const all = [...Map.groupBy(events, ({ id, pegawai_id }) => pegawai_id ?? newlyOf.get(id) ?? '')]
    .map(([id, ofOne]) => work(id, ofOne, stock, false))
  const held = await heldByBrake(trx, all, context)
  const worked = all.map((one) => held.has(one.id) ? work(one.id, one.events, stock, true) : one)

  const run = await writeChanges(trx, worked, recognition, context)
  const fates = [...worked.flatMap((one) => fatesOf(one, stock)), ...leftOver(recognition, stock)]
  if (fates.length > 0) await writeFates(trx, fates, run)
  const isAskedAbout = held.size > 0 || events.some(({ status }) => status === 'ditahan')
  if (isAskedAbout) await refreshQuestion(trx, context)
}

const NOBODY: Recognition = { recognised: [], unknown: [], contradictory: [], externals: new Map() }

export type ReplayContext = WriteContext

/** Brings people to what their events say once more, after somebody else wrote them. Events that the brake holds stay held. */
export async function replay(trx: Knex.Transaction, pegawaiIds: readonly string[], context: ReplayContext): Promise<void> {
  await lockRows(trx, pegawaiIds)
  const events = await findEventsOf(trx, pegawaiIds)
  const stock = await stockFor(trx, pegawaiIds, events, context.today)
  const worked = [...Map.groupBy(events, ({ pegawai_id }) => pegawai_id ?? '')].map(([id, ofOne]) =>
    work(id, ofOne, stock, ofOne.some(({ status }) => status === 'ditahan')))
  await writeChanges(trx, worked, NOBODY, context)
}

function fatesOf({ id: pegawaiId, events, isHeld }: Worked, { units, today }: Stock): Fate[] {
  return events.flatMap((event) => {
    const fate = fateOf(event, { pegawaiId, today, isUnitKnown: isUnitKnown(event, units), isHeld })
    return isNews(event, fate) ? [fate] : []
  })
}

/** Events of nobody: a person to come, one whom nobody brought yet, a contradiction. */
function leftOver({ unknown, contradictory }: Recognition, { units, today }: Stock): Fate[] {
  const waiting = unknown.map(({ event, alasan }): Fate => {
    const { id, jenis, hari } = event
    if (!isUnitKnown(event, units)) return { id, pegawai_id: null, status: 'tertunda', alasan: 'unit-tidak-dikenal' }
    return jenis === 'masuk' && hari > today
      ? { id, pegawai_id: null, status: 'terjadwal', alasan: null } : { id, pegawai_id: null, status: 'tertunda', alasan }
  })
  return [...waiting, ...contradictory.map(({ event: { id }, alasan }): Fate =>
    ({ id, pegawai_id: null, status: 'bertentangan', alasan }))]
}
