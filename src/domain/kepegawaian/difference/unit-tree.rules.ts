/** Whether the units of a feed, put into the tree that is there, still make a tree. Lines come in any order. */
import type { Reason } from '../finding.ts'
import type { UnorRow } from '../validation/unor.rules.ts'
import type { UnitIdentity } from './unit-identity.rules.ts'
import type { UnitSnapshot } from './unit-snapshot.ts'

/** Parent of every unit that there would be; a unit without an entry does not exist, null stands at the top. */
type Parents = Map<string, string | null>

/**
 * @param identity of the lines; those without an id are bad already
 * @returns the lines that cannot have their place, and why. A known unit whose line is bad stays where it is.
 */
export function findMisplaced(
  rows: readonly UnorRow[], identity: UnitIdentity, snapshot: UnitSnapshot,
): Map<UnorRow, Reason> {
  const misplaced = new Map<UnorRow, Reason>()
  const unitByExternalId = new Map([...snapshot.known].map(([externalId, { unit_id }]) => [externalId, unit_id]))
  for (const row of rows) {
    const id = identity.idOf.get(row)
    if (id !== undefined) unitByExternalId.set(row.externalId, id)
  }
  // A line that falls out changes the tree for the others, so this goes on until none falls out.
  for (let before = -1; misplaced.size > before;) {
    before = misplaced.size
    const { parents, rowOf } = overlay(rows, identity, snapshot, unitByExternalId, misplaced)
    for (const [id, parent] of parents) {
      const row = rowOf.get(id)
      if (row && parent !== null && !parents.has(parent)) misplaced.set(row, 'parent-unknown')
    }
    for (const id of unitsInCycles(parents)) {
      const row = rowOf.get(id)
      if (row && !misplaced.has(row)) misplaced.set(row, 'parent-cycle')
    }
  }
  return misplaced
}

/** The tree of the database with the good lines laid over it. */
function overlay(
  rows: readonly UnorRow[], { idOf }: UnitIdentity, snapshot: UnitSnapshot,
  unitByExternalId: ReadonlyMap<string, string>, misplaced: ReadonlyMap<UnorRow, Reason>,
): { parents: Parents; rowOf: Map<string, UnorRow> } {
  const parents: Parents = new Map([...snapshot.units.values()].map(({ id, induk_id }) => [id, induk_id]))
  const rowOf = new Map<string, UnorRow>()
  for (const row of rows) {
    const id = idOf.get(row)
    if (id === undefined || misplaced.has(row)) continue
    const parent = row.indukExternalId
    // An id that nobody knows leads nowhere, which is what its absence among the units says.
    parents.set(id, parent === null ? null : unitByExternalId.get(parent) ?? '')
    rowOf.set(id, row)
  }
  return { parents, rowOf }
}

/** Units that are reached again on the way up from themselves. Each unit is walked over once. */
function unitsInCycles(parents: Parents): Set<string> {
  const cyclic = new Set<string>()
  const done = new Set<string>()
  for (const start of parents.keys()) {
    const path: string[] = []
    const onPath = new Set<string>()
    let at: string | null | undefined = start
    while (at !== null && at !== undefined && !done.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = parents.get(at)
    }
    if (at !== null && at !== undefined && onPath.has(at)) {
      for (const id of path.slice(path.indexOf(at))) cyclic.add(id)
    }
    for (const id of path) done.add(id)
  }
  return cyclic
}
