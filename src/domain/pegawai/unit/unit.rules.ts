/**
 * Which OPD a unit belongs to. Source: domain.md section 4. Only the kinds of the units decide, never the digits
 * of a code: those are known to be wrong or invented somewhere.
 */

/** The ten kinds that are an OPD or count as one. */
export const OPD_KINDS: readonly string[] = [
  'Sekretariat Daerah', 'Biro', 'Sekretariat DPRD', 'Inspektorat', 'Dinas', 'Badan', 'Satpol PP', 'Badan Penghubung',
  'UPTD/Balai', 'RSUD',
]

/** Whatever else the caller knows about a unit travels along. */
interface Kind {
  readonly jenis: string
}

/** @returns whether a unit of this kind is an OPD by itself, and no part of one */
export const isOpdKind = (jenis: string): boolean => OPD_KINDS.includes(jenis)

/**
 * The `opd` of a person: the nearest unit upward with one of the ten kinds.
 *
 * @param chain the person's own unit first, then its parent, up to the province
 * @returns undefined for a unit outside any OPD
 */
export function opdOf<Unit extends Kind>(chain: readonly Unit[]): Unit | undefined {
  return chain.find(({ jenis }) => isOpdKind(jenis))
}

/**
 * The `induk` of that OPD: the next such unit above it (Biro -> Sekretariat Daerah; Balai, RSUD -> its Dinas).
 *
 * @param chain as for `opdOf`
 * @returns undefined when the OPD stands right under the province
 */
export function indukOf<Unit extends Kind>(chain: readonly Unit[]): Unit | undefined {
  return chain.filter(({ jenis }) => isOpdKind(jenis))[1]
}
