/** Who is not in a full snapshot: held at first, closed when he is missing again on a later day (domain.md section 5). */
import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'

export interface Known {
  readonly pegawai_id: string
  readonly external_id: string
}

export interface MissingPerson extends Known {
  /** on the day of the run, its dates considered */
  readonly keadaan: Keadaan
  /** the official day in WIB on which he was missing first, YYYY-MM-DD; null: he was there until now */
  readonly missingSince: string | null
}

export interface MissingDifference {
  /** everybody who is missing and has not left */
  readonly missing: readonly MissingPerson[]
  /** of these: missing for the first time */
  readonly held: readonly MissingPerson[]
  /** of these: missing again on a later day */
  readonly closed: readonly MissingPerson[]
  /** carried the mark and are here again */
  readonly back: readonly Known[]
}

/**
 * @param missing people of the source who are neither in the feed nor closed
 * @param back people who are in the feed and carry the mark
 * @param certain false where some line might be anybody's: then nobody is taken for missing
 * @param today YYYY-MM-DD in WIB
 */
export function compareMissing(
  missing: readonly MissingPerson[], back: readonly Known[], { certain, today }: { certain: boolean; today: string },
): MissingDifference {
  if (!certain) return { missing, held: [], closed: [], back }
  return {
    missing, back,
    held: missing.filter(({ missingSince }) => missingSince === null),
    closed: missing.filter(({ missingSince }) => missingSince !== null && missingSince < today),
  }
}
