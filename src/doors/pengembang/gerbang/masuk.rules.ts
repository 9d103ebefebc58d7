import { ESELON } from '../../../domain/pegawai/eselon.rules.ts'
import { isAlive, type UnitTree } from '../../../domain/pegawai/unit/directory.rules.ts'
import type { AturanMasuk } from '../../../domain/clients/masuk/aturan.rules.ts'

/** A box of the form. */
export interface Choice {
  readonly nilai: string
  readonly teks: string
  readonly dipilih: boolean
}

const MOST_UNITS = 60

/**
 * Units that a narrower rule may name: those of the rule as it is, else the OPD, each with the units right below.
 * @param chosen ids that are ticked
 */
export function unitChoices(
  tree: UnitTree, { aturan, opd, today, chosen }: { aturan: AturanMasuk; opd: string; today: string; chosen: readonly string[] },
): Choice[] {
  const roots = aturan.jenis === 'tertentu' ? aturan.unit : [opd]
  const ids = new Set(roots.flatMap((root) => [root, ...tree.childrenOf(root).map(({ id }) => id)]))
  return [...ids].flatMap((id) => {
    const unit = tree.get(id)
    return unit && (roots.includes(id) || isAlive(unit, today)) ? [{ nilai: id, teks: unit.nama, dipilih: chosen.includes(id) }] : []
  }).slice(0, MOST_UNITS)
}

/** Eselon that a narrower rule may name. */
export function eselonChoices(aturan: AturanMasuk, chosen: readonly string[]): Choice[] {
  const possible = aturan.jenis === 'tertentu' ? aturan.eselon : aturan.jenis === 'semua' ? ESELON : []
  return possible.map((eselon) => ({ nilai: eselon, teks: `Eselon ${eselon}`, dipilih: chosen.includes(eselon) }))
}
