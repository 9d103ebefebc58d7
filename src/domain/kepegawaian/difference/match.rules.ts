/**
 * Who the person of a line is (domain.md section 6): the source's own id first, then NIP plus birth date, never
 * anything else. A line that would make two people of one, or one of two, goes to a human.
 */
import { sha256 } from '../../../kernel/lib/ids.ts'
import type { Finding, Reason } from '../finding.ts'
import type { PegawaiRow } from '../validation/pegawai.rules.ts'
import type { FollowedUnits } from './successors.rules.ts'
import type { KnownPerson, NipOwner } from './person-snapshot.ts'

/** A line with its unit found. The hash covers everything that is compared later. */
export interface PlacedRow {
  readonly row: PegawaiRow
  readonly unitId: string | null
  /** hex */
  readonly hash: string
}

export interface MatchedRow extends PlacedRow {
  /** undefined: nobody of ours */
  readonly pegawaiId: string | undefined
  /** nothing in the line differs from what was last applied */
  readonly isUnchanged: boolean
}

/**
 * @returns the lines whose unit is known; the others are for a person to map, a feed of people creates no units. A line
 *   that names a closed unit is one of its successor, with a doubt
 */
export function placeRows(
  file: string, rows: readonly PegawaiRow[], { unitIdOf, closed }: FollowedUnits,
): { placed: PlacedRow[]; quarantined: Finding[]; warnings: Finding[] } {
  const placed: PlacedRow[] = []
  const quarantined: Finding[] = []
  const warnings: Finding[] = []
  for (const row of rows) {
    const external = row.post.unitExternalId
    const unitId = external === null ? null : unitIdOf.get(external)
    if (unitId === undefined) quarantined.push({ file, line: row.line, field: 'unor_id', reason: 'unit-unknown' })
    else {
      placed.push({ row, unitId, hash: hashOf(row, unitId) })
      if (external !== null && closed.has(external)) {
        warnings.push({ file, line: row.line, field: 'unor_id', reason: 'unit-closed' })
      }
    }
  }
  return { placed, quarantined, warnings }
}

/** The name of a jabatan is left out: it belongs to the list of jabatan, not to the people who hold it. */
function hashOf({ nip, columns, post }: PegawaiRow, unitId: string | null): string {
  const { jabatan, eselon, tmt } = post
  // As properties, because a column that is not there (undefined) is another content than an empty one (null).
  const said = { nip, columns, jabatan: jabatan?.externalId, unitId, eselon, tmt }
  return sha256(JSON.stringify(said)).toString('hex')
}

/** Lines whose NIP has to be looked up: all but those that are known and unchanged. */
export function rowsToLookUp(placed: readonly PlacedRow[], known: ReadonlyMap<string, KnownPerson>): PlacedRow[] {
  return placed.filter(({ row, hash }) => known.get(row.externalId)?.isi_hash !== hash)
}

/**
 * @param known people of this source by their id there
 * @param owners who has, or had, one of the numbers of `rowsToLookUp`
 */
export function matchRows(
  file: string, placed: readonly PlacedRow[], known: ReadonlyMap<string, KnownPerson>, owners: readonly NipOwner[],
): { matched: MatchedRow[]; quarantined: Finding[] } {
  const ownersOf = Map.groupBy(owners, ({ nip }) => nip)
  const quarantined: Finding[] = []
  const refuse = ({ row }: PlacedRow, field: string, reason: Reason): void => {
    quarantined.push({ file, line: row.line, field, reason })
  }
  const believed: MatchedRow[] = []
  for (const one of placed) {
    const { row, hash } = one
    const mine = known.get(row.externalId)
    const isUnchanged = mine?.isi_hash === hash
    const candidates = ownersOf.get(row.nip) ?? []
    const holder = candidates.find(({ current }) => current)
    const namesake = holder ?? candidates.find(({ tanggal_lahir }) => tanggal_lahir === row.lahir)
    const pegawaiId = mine?.pegawai_id ?? (namesake?.tanggal_lahir === row.lahir ? namesake.pegawai_id : undefined)
    if (!isUnchanged && holder && holder.pegawai_id !== pegawaiId) refuse(one, 'nip_baru', 'nip-of-another-person')
    else believed.push({ ...one, pegawaiId, isUnchanged })
  }
  const byPerson = Map.groupBy(believed, ({ pegawaiId }) => pegawaiId)
  const matched = believed.filter((one) => {
    const isAlone = one.pegawaiId === undefined || byPerson.get(one.pegawaiId)?.length === 1
    if (!isAlone) refuse(one, 'pns_id', 'two-rows-one-person')
    return isAlone
  })
  return { matched, quarantined }
}
