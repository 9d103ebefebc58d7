/** Whom a helper of an OPD may see and help: people of the units that his role is bound to, and below. */
import type { RoleToday } from '../../pegawai/person.ts'
import { isAlive, type UnitTree } from '../../pegawai/unit/directory.rules.ts'
import type { DirectoryUnit } from '../../pegawai/unit/directory.queries.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'

/** What somebody of the staff may reach today. */
export interface Jangkauan {
  /** Of keamanan: everybody in the province. */
  readonly semua: boolean
  /** Units that the role is bound to; with each come all units below it. */
  readonly unitIds: readonly string[]
}

/** Roles that are bound to an OPD and help its people. */
const BOUND: readonly string[] = ['helper-mfa', 'admin-opd']

/**
 * @param roles of the visitor, those in force
 * @param counting roles that count at this place, all of the door unless told
 */
export function jangkauanOf(roles: readonly RoleToday[], counting: readonly string[] = [...BOUND, 'keamanan']): Jangkauan {
  const counted = roles.filter(({ role }) => counting.includes(role))
  return {
    semua: counted.some(({ role }) => role === 'keamanan'),
    unitIds: counted.flatMap(({ role, unitId }) => BOUND.includes(role) && unitId !== null ? [unitId] : []),
  }
}

/** @returns whether a unit is in reach. @param chain the unit itself first, then its parent, up to the province */
export const inReach = ({ semua, unitIds }: Jangkauan, chain: readonly { readonly id: string }[]): boolean =>
  semua || chain.some(({ id }) => unitIds.includes(id))

/** A closed unit's people are its successor's. */
function living(tree: UnitTree, id: string, today: string): DirectoryUnit | undefined {
  let unit = tree.get(id)
  for (let steps = 0; unit && !isAlive(unit, today) && unit.successor_id !== null && steps < 12; steps += 1) {
    unit = tree.get(unit.successor_id)
  }
  return unit
}

/**
 * @param below only this unit and what is below it
 * @returns ids of every unit, closed ones included, whose people are in reach today; undefined where nothing limits
 */
export function unitsInReach(
  tree: UnitTree, jangkauan: Jangkauan, today: string, below?: string,
): string[] | undefined {
  if (jangkauan.semua && below === undefined) return undefined
  return tree.units.filter(({ id }) => {
    const chain = tree.chainOf(living(tree, id, today)?.id ?? id)
    return inReach(jangkauan, chain) && (below === undefined || chain.some((unit) => unit.id === below))
  }).map(({ id }) => id)
}

/**
 * Under which unit a person is counted: by OPD for who sees several, else by the units right below the one OPD.
 * @param unitId as the person's post names it
 */
export function groupOf(tree: UnitTree, { semua, unitIds }: Jangkauan, unitId: string, today: string): DirectoryUnit | undefined {
  const chain = tree.chainOf(living(tree, unitId, today)?.id ?? unitId)
  if (semua || unitIds.length !== 1) return chain.find(({ jenis }) => isOpdKind(jenis)) ?? chain[0]
  const own = chain.findIndex(({ id }) => id === unitIds[0])
  return chain[Math.max(0, own - 1)]
}
