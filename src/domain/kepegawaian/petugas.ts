import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'

/** Somebody of the staff who acts, with the power that he has today. */
export interface Petugas {
  readonly sub: string
  /** Of BKD: for everybody in the province. */
  readonly isBkd: boolean
  /** Units that he is `admin-opd` of; with each come all units below it. */
  readonly unitIds: readonly string[]
}

/** What a use-case of the staff needs. */
export interface StaffDesk {
  readonly database: Database
  readonly clock: Clock
  readonly petugas: Petugas
}
