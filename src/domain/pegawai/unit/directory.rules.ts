/** Questions about the tree of units that pages and rules ask again and again. */
import type { DirectoryUnit } from './directory.queries.ts'
import { opdOf } from './unit.rules.ts'

export interface UnitTree {
  readonly units: readonly DirectoryUnit[]
  get(id: string): DirectoryUnit | undefined
  /** the unit itself first, then its parent, up to the province */
  chainOf(id: string): readonly DirectoryUnit[]
  opdOf(id: string): DirectoryUnit | undefined
  childrenOf(id: string): readonly DirectoryUnit[]
}

/** A tree is some five deep; what is longer goes in a circle. */
const DEEPEST = 12

/** @param units every unit there is */
export function treeOf(units: readonly DirectoryUnit[]): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const children = Map.groupBy(units, ({ induk_id }) => induk_id)
  const chainOf = (id: string): DirectoryUnit[] => {
    const chain: DirectoryUnit[] = []
    for (let at = byId.get(id); at && chain.length < DEEPEST; at = at.induk_id === null ? undefined : byId.get(at.induk_id)) {
      chain.push(at)
    }
    return chain
  }
  return {
    units, chainOf,
    get: (id) => byId.get(id),
    opdOf: (id) => opdOf(chainOf(id)),
    childrenOf: (id) => children.get(id) ?? [],
  }
}

/** @returns whether a unit still is, or already is no more, on a day */
export const isAlive = ({ valid_to: end }: Pick<DirectoryUnit, 'valid_to'>, day: string): boolean => end === null || end > day

/** @returns the code that may be shown: null for an invented one */
export const realCode = ({ kode, kode_sumber }: Pick<DirectoryUnit, 'kode' | 'kode_sumber'>): string | null =>
  kode_sumber === 'sintetis' ? null : kode
