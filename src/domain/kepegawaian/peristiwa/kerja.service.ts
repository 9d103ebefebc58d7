import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { loadPeople } from '../snapshot.queries.ts'
import { externalKey } from './kenal.rules.ts'
import { type IdsOfSources, loadJabatanIds, loadSurroundings, loadUnitIds } from './orang.queries.ts'
import { findEventsOf, type Stored } from './simpan.queries.ts'
import { jabatanIn, type Stock, work, type Worked } from './susun.rules.ts'
import { insertJabatan, type NewJabatan } from './terapkan.queries.ts'

/** Everything that the events of these people are worked out with. */
export async function stockFor(
  trx: Knex.Transaction, pegawaiIds: readonly string[], events: readonly Stored[], today: string,
): Promise<Stock> {
  return {
    people: await loadPeople(trx, pegawaiIds),
    surroundings: await loadSurroundings(trx, pegawaiIds),
    units: await loadUnitIds(trx, events.flatMap(({ sumber, unit }) => unit === null ? [] : [{ sumber, external_id: unit }])),
    jabatan: await jabatanOf(trx, events),
    today,
  }
}

/** Ids of the jabatan that events name; what is in no list is put there. */
async function jabatanOf(trx: Knex.Transaction, events: readonly Stored[]): Promise<IdsOfSources> {
  const wanted = jabatanIn(events)
  if (wanted.length === 0) return new Map()
  const known = await loadJabatanIds(trx, wanted.flatMap(({ sumber, externalId, byItself }) =>
    [{ sumber, external_id: externalId }, { sumber, external_id: byItself }]))
  const created = new Map<string, NewJabatan>()
  for (const { sumber, externalId, byItself, nama, jenis } of wanted) {
    const key = externalKey(sumber, byItself)
    if (known.has(externalKey(sumber, externalId)) || known.has(key) || created.has(key)) continue
    created.set(key, { id: newId(), sumber, external_id: byItself, nama, jenis })
  }
  if (created.size > 0) await insertJabatan(trx, [...created.values()])
  return new Map([...known, ...[...created].map(([key, { id }]) => [key, id] as const)])
}

/** What the events of people come to, the brake left aside; writes nothing about them. */
export async function workOut(trx: Knex.Transaction, pegawaiIds: readonly string[], today: string): Promise<Worked[]> {
  const events = await findEventsOf(trx, pegawaiIds)
  const stock = await stockFor(trx, pegawaiIds, events, today)
  return [...Map.groupBy(events, ({ pegawai_id }) => pegawai_id ?? '')].map(([id, ofOne]) => work(id, ofOne, stock, false))
}
