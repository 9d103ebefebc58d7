/** Units of a feed against the units there are, field by field (domain.md section 4). Data only; nothing is written. */
import { sha256 } from '../../../kernel/lib/ids.ts'
import { OPD_KINDS } from '../../pegawai/unit/unit.rules.ts'
import type { Finding, Reason } from '../finding.ts'
import type { UnorRow } from '../validation/unor.rules.ts'
import { identifyUnits } from './unit-identity.rules.ts'
import type { StoredUnit, UnitSnapshot } from './unit-snapshot.ts'
import { findMisplaced } from './unit-tree.rules.ts'

const SYNTHETIC = 'sintetis'
const PART = 'Bagian'

export interface UnitContext {
  readonly file: string
  readonly sumber: string
  /** invented data: its codes stay `sintetis` */
  readonly synthetic: boolean
  readonly newId: () => string
}

export interface UnitPlace { readonly id: string; readonly jenis: string; readonly induk_id: string | null }
export interface UnitName { readonly unit_id: string; readonly nama: string }
export interface UnitCode { readonly unit_id: string; readonly kode: string; readonly kode_sumber: string }
export interface UnitSource { readonly external_id: string; readonly unit_id: string; readonly isi_hash: string }

export interface UnitDifference {
  readonly created: readonly UnitPlace[]
  readonly moved: readonly UnitPlace[]
  readonly names: readonly UnitName[]
  readonly codes: readonly UnitCode[]
  readonly sources: readonly UnitSource[]
  /** known units of which at least one field changes */
  readonly changed: number
  readonly quarantined: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** where people and assignments of the same feed find their unit */
  readonly unitIdOf: ReadonlyMap<string, string>
}

/** @returns what has to happen so that the units are as the feed has them; without a unit file, nothing */
export function compareUnits(
  rows: readonly UnorRow[], snapshot: UnitSnapshot, context: UnitContext,
): UnitDifference {
  const identity = identifyUnits(rows, snapshot, context.newId)
  const bad = new Map<UnorRow, Reason>(identity.ambiguous.map((row) => [row, 'unit-name-ambiguous']))
  for (const [row, reason] of findMisplaced(rows, identity, snapshot)) bad.set(row, reason)

  const unitIdOf = new Map([...snapshot.known].map(([externalId, { unit_id }]) => [externalId, unit_id]))
  const good: { row: UnorRow; id: string }[] = []
  for (const row of rows) {
    const id = identity.idOf.get(row)
    if (id === undefined || bad.has(row)) continue
    unitIdOf.set(row.externalId, id)
    good.push({ row, id })
  }
  // What the source says as it did last time it does not say anew: meanwhile people may have decided otherwise.
  const placed = good.map(({ row, id }) => {
    const stored = snapshot.units.get(id)
    const place: UnitPlace = { id, jenis: kindOf(row, stored), induk_id: parentOf(row, stored, unitIdOf, snapshot) }
    const isi_hash = sha256(JSON.stringify([place.induk_id, place.jenis, row.nama, row.kode])).toString('hex')
    return { row, id, place, isi_hash, isUnchanged: snapshot.known.get(row.externalId)?.isi_hash === isi_hash }
  })
  const codes = planCodes(placed, snapshot, context)
  const created: UnitPlace[] = []
  const moved: UnitPlace[] = []
  const names: UnitName[] = []
  const sources: UnitSource[] = []
  for (const { row, id, place, isi_hash, isUnchanged } of placed) {
    if (isUnchanged) continue
    const stored = snapshot.units.get(id)
    sources.push({ external_id: row.externalId, unit_id: id, isi_hash })
    if (!stored) created.push(place)
    else if (stored.jenis !== place.jenis || stored.induk_id !== place.induk_id) moved.push(place)
    if (stored?.nama !== row.nama) names.push({ unit_id: id, nama: row.nama })
  }
  const touched = [...moved.map(({ id }) => id), ...[...names, ...codes.plan].map(({ unit_id }) => unit_id)]
  return {
    created, moved, names, codes: codes.plan, sources, unitIdOf, warnings: codes.warnings,
    changed: new Set(touched.filter((id) => snapshot.units.has(id))).size,
    quarantined: [...bad].map(([{ line }, reason]) => ({
      file: context.file, line, field: reason === 'unit-name-ambiguous' ? 'nama' : 'induk_id', reason,
    })),
  }
}

/** A source that still names a closed parent does not move a part back: it stays where the reorganisation put it. */
function parentOf(
  { indukExternalId }: UnorRow, stored: StoredUnit | undefined, unitIdOf: ReadonlyMap<string, string>,
  { successors }: UnitSnapshot,
): string | null {
  const named = indukExternalId === null ? null : unitIdOf.get(indukExternalId) ?? null
  const successor = named === null ? undefined : successors.get(named)
  if (successor === undefined) return named
  const isPlaced = stored !== undefined && stored.induk_id !== null && stored.induk_id !== named
  return isPlaced ? stored.induk_id : successor
}

/** A seeded unit keeps its kind unless the source names another of the ten; any other word is that of a part. */
function kindOf(row: UnorRow, stored: StoredUnit | undefined): string {
  const written = row.jenis ?? ''
  const kind = [...OPD_KINDS, 'Provinsi'].find((known) => known.toLowerCase() === written.toLowerCase())
  if (kind !== undefined) return kind
  if (stored && (stored.slug !== null || written === '')) return stored.jenis
  return written === '' ? PART : written
}

/**
 * A code of the source replaces an invented one, an invented one never replaces a real one, and two units never
 * share one: who has it keeps it, unless this feed gives him another.
 */
function planCodes(
  good: readonly { row: UnorRow; id: string; isUnchanged: boolean }[], snapshot: UnitSnapshot,
  { file, sumber, synthetic }: UnitContext,
): { plan: UnitCode[]; warnings: Finding[] } {
  let wishes = good.filter(({ row, id, isUnchanged }) => {
    const stored = snapshot.units.get(id)
    const isReal = stored !== undefined && stored.kode !== null && stored.kode_sumber !== SYNTHETIC
    return row.kode !== null && row.kode !== stored?.kode && !((synthetic || isUnchanged) && isReal)
  })
  const warnings: Finding[] = []
  // Whoever does not get his wish keeps his old code, which another may have counted on.
  for (let before = Infinity; wishes.length < before;) {
    before = wishes.length
    const moving = new Set(wishes.map(({ id }) => id))
    const taken = new Set([...snapshot.units.values()].filter(({ id }) => !moving.has(id)).map(({ kode }) => kode))
    wishes = wishes.filter(({ row }) => {
      const isFree = !taken.has(row.kode)
      taken.add(row.kode)
      if (!isFree) warnings.push({ file, line: row.line, field: 'kode', reason: 'unit-code-taken' })
      return isFree
    })
  }
  const kode_sumber = synthetic ? SYNTHETIC : sumber
  return { plan: wishes.map(({ row, id }) => ({ unit_id: id, kode: row.kode as string, kode_sumber })), warnings }
}
