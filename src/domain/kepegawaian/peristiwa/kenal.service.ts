import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { waitsForItsDay } from './fold.rules.ts'
import { externalKey, type Recognition, recognise } from './kenal.rules.ts'
import { loadKnown, loadUnitIds } from './orang.queries.ts'
import { findWaiting, type Stored } from './simpan.queries.ts'

/** Ids of sources that these events name. */
const externalsOf = (events: readonly Stored[]) => events.flatMap(({ sumber, external_id }) =>
  external_id === null ? [] : [{ sumber, external_id }])

const numbersOf = (events: readonly Stored[]): string[] =>
  events.flatMap(({ nip, nip_baru }) => [nip, nip_baru]).filter((nip) => nip !== null)

/**
 * Finds out who events are about, and whom events that waited turn out to be about now.
 * @param events of nobody yet
 * @returns what is known of them and of those that waited for them
 */
export async function recogniseEvents(
  trx: Knex.Transaction, events: readonly Stored[], today: string,
): Promise<Recognition> {
  const people = new Map<string, string>()
  const all = new Map(events.map((event) => [event.id, event]))
  for (;;) {
    const now = [...all.values()]
    const known = await loadKnown(trx, externalsOf(now), numbersOf(now))
    const units = await loadUnitIds(trx, now.flatMap(({ sumber, unit }) => unit === null ? [] : [{ sumber, external_id: unit }]))
    const recognition = recognise(now, known, {
      newId: (event) => {
        const id = people.get(event.id) ?? newId()
        people.set(event.id, id)
        return id
      },
      mayBegin: (event) => !waitsForItsDay(event, today)
        && (event.unit === null || units.has(externalKey(event.sumber, event.unit))),
    })
    const found = recognition.recognised.map(({ event }) => event)
    const waiting = await findWaiting(trx, { externals: externalsOf(found), nips: numbersOf(found) })
    const fresh = waiting.filter(({ id }) => !all.has(id))
    if (fresh.length === 0) return recognition
    for (const event of fresh) all.set(event.id, event)
  }
}
