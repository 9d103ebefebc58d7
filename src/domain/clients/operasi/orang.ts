import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { type Act, actAs } from '../../audit/act.ts'

/** What an act of somebody of the OPD needs; whether the client is his OPD's, the door has asked. */
export interface PersonAct {
  readonly database: Database
  readonly clock: Clock
  /** `sub` of who acts. */
  readonly oleh: string
}

/** Runs one act of a person as one transaction with its audit events. */
export const actAsPerson = <T>({ database, clock, oleh }: PersonAct, work: (act: Act) => Promise<T>): Promise<T> =>
  actAs({ database, clock, actor: `pegawai:${oleh}` }, work)
