import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Act } from '../../audit/act.ts'
import type { Kesalahan, Permohonan } from '../permohonan.ts'

/** What the form does for the procedure (`formulir/`). */
export interface Formulir {
  /** @returns what keeps it from being filed, in words for its author */
  mistakesOf(database: Database, permohonan: Permohonan, today: string): Promise<readonly Kesalahan[]>
  /** Makes the client exactly what was approved, in the transaction of the last decision. */
  applyApproved(act: Act, permohonan: Permohonan): Promise<unknown>
  /** Ends the trial of an application that was refused or withdrawn. */
  closeTrial(act: Act, permohonanId: string): Promise<unknown>
}

/** What every act on an application needs. */
export interface Rumah {
  readonly database: Database
  readonly clock: Clock
  readonly formulir: Formulir
}
