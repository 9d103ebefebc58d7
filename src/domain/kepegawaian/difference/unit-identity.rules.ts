/**
 * Which unit a line of unor.csv is: one that the source brought before, a seeded one that is met for the first time,
 * or a new one (domain.md section 4: `id` survives the mapping, so a seeded unit is never doubled).
 */
import { nameKey } from '../../pegawai/unit/unit-name.rules.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import type { UnorRow } from '../validation/unor.rules.ts'
import type { UnitSnapshot } from './unit-snapshot.ts'

const SYNTHETIC = 'sintetis'
/** The top of the seeded tree is no OPD but stands in every unit file. */
const ROOT_KIND = 'Provinsi'

export interface UnitIdentity {
  /** id of the unit by line; two lines never have the same */
  readonly idOf: ReadonlyMap<UnorRow, string>
  /** lines that claim the same known unit */
  readonly ambiguous: readonly UnorRow[]
}

/** @param newId where new units get their random id from */
export function identifyUnits(rows: readonly UnorRow[], snapshot: UnitSnapshot, newId: () => string): UnitIdentity {
  const seeded = bindableByName(snapshot)
  const claims = new Map<string, UnorRow[]>()
  for (const row of rows) {
    const id = snapshot.known.get(row.externalId)?.unit_id ?? seeded.get(nameKey(row.nama)) ?? newId()
    claims.set(id, [...claims.get(id) ?? [], row])
  }
  const idOf = new Map<UnorRow, string>()
  const ambiguous: UnorRow[] = []
  for (const [id, claimants] of claims) {
    if (claimants.length === 1) idOf.set(claimants[0] as UnorRow, id)
    else ambiguous.push(...claimants)
  }
  return { idOf, ambiguous }
}

/** Names, printed spellings included, that mean exactly one seeded unit which no run of this source has met yet. */
export function bindableByName({ units, known, aliases }: UnitSnapshot): Map<string, string> {
  const met = new Set([...known.values()].filter(({ isi_hash }) => isi_hash !== null).map(({ unit_id }) => unit_id))
  const free = [...units.values()].filter((unit) => unit.slug !== null && unit.kode_sumber === SYNTHETIC
    && (isOpdKind(unit.jenis) || unit.jenis === ROOT_KIND) && !met.has(unit.id))
  const freeIds = new Set(free.map(({ id }) => id))
  const spellings = [
    ...free.map(({ nama, id }) => [nameKey(nama ?? ''), id] as const),
    ...aliases.filter(({ unit_id }) => freeIds.has(unit_id))
      .map(({ nama_tercetak, unit_id }) => [nameKey(nama_tercetak), unit_id] as const),
  ]
  const byName = new Map<string, Set<string>>()
  for (const [name, id] of spellings) byName.set(name, (byName.get(name) ?? new Set()).add(id))
  const unique = [...byName].filter(([name, ids]) => name !== '' && ids.size === 1)
  return new Map(unique.map(([name, ids]) => [name, [...ids][0] as string]))
}
