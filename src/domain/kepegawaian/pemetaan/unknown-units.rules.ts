/** Which units a feed names that nobody knows, and whose lines wait for them. */
import type { PegawaiRow } from '../validation/pegawai.rules.ts'
import type { PenugasanRow } from '../validation/penugasan.rules.ts'
import type { UnorRow } from '../validation/unor.rules.ts'

export interface UnknownUnit {
  readonly externalId: string
  /** as the source writes it; null where it has only the id */
  readonly nama: string | null
  /** the source's ids of the people whose line or assignment names it */
  readonly people: readonly string[]
}

export interface NamedUnits {
  readonly pegawai: readonly PegawaiRow[]
  readonly penugasan: readonly PenugasanRow[]
  /** lines of the source's own unit file, those included that have no place in the tree */
  readonly unor: readonly UnorRow[]
}

/** @param unitIdOf units that are known, by the source's id */
export function findUnknownUnits(
  { pegawai, penugasan, unor }: NamedUnits, unitIdOf: ReadonlyMap<string, string>,
): UnknownUnit[] {
  const names = new Map(unor.map(({ externalId, nama }) => [externalId, nama]))
  const people = new Map<string, Set<string>>()
  const meet = (unit: string | null, person: string, nama: string | null): void => {
    if (unit === null || unitIdOf.has(unit)) return
    people.set(unit, (people.get(unit) ?? new Set()).add(person))
    if (nama !== null && !names.has(unit)) names.set(unit, nama)
  }
  for (const { externalId, post } of pegawai) meet(post.unitExternalId, externalId, post.unitName)
  for (const { unitExternalId, personExternalId } of penugasan) meet(unitExternalId, personExternalId, null)
  return [...people].map(([externalId, waiting]) =>
    ({ externalId, nama: names.get(externalId) ?? null, people: [...waiting] }))
}
