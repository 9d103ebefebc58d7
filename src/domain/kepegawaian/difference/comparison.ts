import type { Finding } from '../finding.ts'
import type { UnknownUnit } from '../pemetaan/unknown-units.rules.ts'
import type { AssignmentDifference } from './assignments.rules.ts'
import type { JabatanDifference } from './jabatan.rules.ts'
import type { PersonDifference } from './people.rules.ts'
import type { UnitSnapshot } from './unit-snapshot.ts'
import type { UnitDifference } from './units.rules.ts'

/** How units are called, before and after. */
export interface UnitNames {
  readonly snapshot: UnitSnapshot
  readonly unitName: (id: string) => string | null
}

/** Everything in which a feed differs from the database, as data. */
export interface Comparison {
  readonly units: UnitDifference
  readonly jabatan: JabatanDifference
  /** new people, people of whom a field differs, and lines that are only written otherwise */
  readonly people: readonly PersonDifference[]
  readonly assignments: AssignmentDifference | undefined
  readonly names: UnitNames
  /** lines of people who cannot be told or placed, besides those that validation refused */
  /** people who may be in the feed under a new number: nobody takes them for missing */
  readonly perhaps: ReadonlySet<string>
  readonly quarantined: readonly Finding[]
  /** units that nobody knows and whose people wait in quarantine */
  readonly unknownUnits: readonly UnknownUnit[]
}
