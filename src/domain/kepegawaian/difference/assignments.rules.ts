/** Assignments of a feed against those that are stored (domain.md section 3): begun, kept or taken back. */
import type { Finding, Reason } from '../finding.ts'
import { exceedsTenth } from '../validation/limits.rules.ts'
import type { AssignmentKind, PenugasanRow } from '../validation/penugasan.rules.ts'

export interface Assignment {
  readonly pegawai_id: string
  readonly jenis: AssignmentKind
  readonly jabatan: string
  readonly unit_id: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly sk: string | null
}

export interface StoredAssignment extends Assignment {
  readonly id: string
}

export interface AssignmentDifference {
  readonly opened: readonly Assignment[]
  /** what the source took back */
  readonly ended: readonly StoredAssignment[]
  /** whose assignments differ */
  readonly people: ReadonlySet<string>
  readonly unchanged: number
  readonly quarantined: readonly Finding[]
  readonly warnings: readonly Finding[]
}

export interface AssignmentContext {
  readonly file: string
  /** number of data lines of the file, and what validation refused of them */
  readonly read: number
  readonly refused: readonly Finding[]
  /** ids of people in the refused lines */
  readonly refusedPeople: ReadonlySet<string>
  readonly today: string
  /** people of the feed that are applied or unchanged, by the source's id */
  readonly personIdOf: ReadonlyMap<string, string>
  /** ids of the feed's quarantined people */
  readonly quarantinedPeople: ReadonlySet<string>
  readonly unitIdOf: ReadonlyMap<string, string>
}

/**
 * The file is the full list of its source for the people of the feed: what it does not name any more is taken back,
 * unless it is over (history stays) or the line that cannot be believed might be its own. A changed letter is an old
 * one taken back and a new one.
 *
 * @param stored not taken back yet, of this source, of the people in `personIdOf`
 */
export function compareAssignments(
  rows: readonly PenugasanRow[], stored: readonly StoredAssignment[], context: AssignmentContext,
): AssignmentDifference {
  const { file, today, personIdOf, unitIdOf } = context
  const quarantined: Finding[] = []
  const warnings: Finding[] = []
  const uncertain = new Set([...context.refusedPeople].map((id) => personIdOf.get(id)))
  const wanted = new Map<string, Assignment>()
  for (const row of rows) {
    const pegawai_id = personIdOf.get(row.personExternalId)
    const unit_id = unitIdOf.get(row.unitExternalId)
    const refuse = (field: string, reason: Reason): void => {
      quarantined.push({ file, line: row.line, field, reason })
    }
    if (pegawai_id === undefined) {
      refuse('pns_id', context.quarantinedPeople.has(row.personExternalId) ? 'person-quarantined' : 'person-unknown')
    } else if (unit_id === undefined) {
      refuse('unor_id', 'unit-unknown')
      uncertain.add(pegawai_id)
    } else {
      const { jenis, jabatan, validFrom: valid_from, validTo: valid_to, sk } = row
      const assignment: Assignment = { pegawai_id, jenis, jabatan, unit_id, valid_from, valid_to, sk }
      const key = keyOf(assignment)
      if (wanted.has(key)) warnings.push({ file, line: row.line, field: '', reason: 'assignment-repeated' })
      wanted.set(key, assignment)
    }
  }
  const isTornSomewhere = context.refused.some(({ field }) => field === '')
  const keeps = isTornSomewhere || exceedsTenth(quarantined.length + context.refused.length, context.read)
  if (keeps) warnings.push({ file, line: 1, field: '', reason: 'assignments-kept' })

  const kept = new Set(stored.map(keyOf))
  const opened = [...wanted].filter(([key]) => !kept.has(key)).map(([, assignment]) => assignment)
  const ended = keeps ? [] : stored.filter((one) => !wanted.has(keyOf(one))
    && (one.valid_to === null || one.valid_to > today) && !uncertain.has(one.pegawai_id))
  return {
    opened, ended, quarantined, warnings, unchanged: wanted.size - opened.length,
    people: new Set([...opened, ...ended].map(({ pegawai_id }) => pegawai_id)),
  }
}

function keyOf({ pegawai_id, jenis, jabatan, unit_id, valid_from, valid_to, sk }: Assignment): string {
  return JSON.stringify([pegawai_id, jenis, jabatan, unit_id, valid_from, valid_to, sk])
}
