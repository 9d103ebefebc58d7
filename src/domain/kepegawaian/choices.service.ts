/** Units among which the staff chooses on a form. */
import { allUnits } from '../pegawai/unit/directory.queries.ts'
import { isAlive, treeOf, type UnitTree } from '../pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../pegawai/unit/unit.rules.ts'
import type { StaffDesk } from './petugas.ts'

export interface UnitChoice {
  readonly id: string
  readonly nama: string
}

const byName = (one: UnitChoice, other: UnitChoice): number => one.nama.localeCompare(other.nama, 'id')

async function livingTree({ database, clock }: StaffDesk): Promise<{ tree: UnitTree; today: string }> {
  const today = clock.today()
  return { tree: treeOf(await allUnits(database, today)), today }
}

/** @returns OPD that are alive and in his reach, by name */
export async function opdChoices(desk: StaffDesk): Promise<UnitChoice[]> {
  const { tree, today } = await livingTree(desk)
  const { isBkd, unitIds } = desk.petugas
  return tree.units.filter((unit) => isOpdKind(unit.jenis) && isAlive(unit, today)
    && (isBkd || tree.chainOf(unit.id).some(({ id }) => unitIds.includes(id))))
    .map(({ id, nama }) => ({ id, nama })).toSorted(byName)
}

/** @returns the units of an OPD that are alive and in his reach, itself first */
export async function unitChoices(desk: StaffDesk, opdId: string | undefined): Promise<UnitChoice[]> {
  const { tree, today } = await livingTree(desk)
  const { isBkd, unitIds } = desk.petugas
  return tree.units.filter((unit) => {
    const chain = tree.chainOf(unit.id).map(({ id }) => id)
    return isAlive(unit, today) && (opdId === undefined || chain.includes(opdId))
      && (isBkd || chain.some((id) => unitIds.includes(id)))
  }).map(({ id, nama }) => ({ id, nama })).toSorted((one, other) =>
    Number(other.id === opdId) - Number(one.id === opdId) || byName(one, other))
}
