/**
 * Which unit of ours a line of BKD's list is, so that its real code replaces an invented one and `id` stays: by its code,
 * by the seeded name, or by its name under a parent that is told already. Something merely alike goes to a person.
 */
import { nameKey } from '../../pegawai/unit/unit-name.rules.ts'
import { bindableByName } from '../difference/unit-identity.rules.ts'
import type { KnownUnit, StoredUnit, UnitSnapshot } from '../difference/unit-snapshot.ts'
import { likeness, tellingWords, trigramsOf } from '../pemetaan/likeness.rules.ts'
import type { UnorRow } from '../validation/unor.rules.ts'

export interface Recognised {
  /** the snapshot, as if the list had been read before */
  readonly snapshot: UnitSnapshot
  /** lines that look like a unit which is there: whether they are is for a person to say */
  readonly doubtful: readonly UnorRow[]
}

/** From here on two names under one parent are too alike to make a second unit of one. */
const TOO_ALIKE = 0.6

/** Parents before their parts; what stands in a circle, or under nobody, comes last. */
function topDown(rows: readonly UnorRow[]): UnorRow[] {
  const children = Map.groupBy(rows, ({ indukExternalId }) => indukExternalId)
  const inFile = new Set(rows.map(({ externalId }) => externalId))
  const queue = rows.filter(({ indukExternalId }) => indukExternalId === null || !inFile.has(indukExternalId))
  const seen = new Set(queue)
  for (const row of queue) {
    for (const part of children.get(row.externalId) ?? []) {
      if (!seen.has(part)) {
        seen.add(part)
        queue.push(part)
      }
    }
  }
  return [...queue, ...rows.filter((row) => !seen.has(row))]
}

/** Looks for the unit of each line among those that no other line has taken. */
export function recogniseUnits(rows: readonly UnorRow[], snapshot: UnitSnapshot): Recognised {
  const known = new Map(snapshot.known)
  const taken = new Set([...known.values()].map(({ unit_id }) => unit_id))
  const seeded = bindableByName(snapshot)
  const byCode = new Map([...snapshot.units.values()].flatMap(({ id, kode, kode_sumber }) =>
    kode === null || kode_sumber === 'sintetis' ? [] : [[kode, id] as const]))
  const parts = Map.groupBy(snapshot.units.values(), ({ induk_id }) => induk_id)
  const free = (parent: string | undefined): StoredUnit[] =>
    parent === undefined ? [] : (parts.get(parent) ?? []).filter(({ id }) => !taken.has(id))
  const unmatched: { row: UnorRow; parent: string | undefined }[] = []
  for (const row of topDown(rows)) {
    if (known.has(row.externalId)) continue
    const parent = row.indukExternalId === null ? undefined : known.get(row.indukExternalId)?.unit_id
    const named = free(parent).filter(({ nama }) => nameKey(nama ?? '') === nameKey(row.nama))
    const id = byCode.get(row.externalId) ?? seeded.get(nameKey(row.nama)) ?? (named.length === 1 ? named[0]?.id : undefined)
    if (id === undefined || taken.has(id)) unmatched.push({ row, parent })
    else {
      taken.add(id)
      known.set(row.externalId, { external_id: row.externalId, unit_id: id, isi_hash: null } satisfies KnownUnit)
    }
  }
  const doubtful = unmatched.filter(({ row, parent }) => {
    const runs = trigramsOf(tellingWords(row.nama))
    return free(parent).some(({ nama }) => likeness(runs, trigramsOf(tellingWords(nama ?? ''))) >= TOO_ALIKE)
  })
  return { snapshot: { ...snapshot, known }, doubtful: doubtful.map(({ row }) => row) }
}
