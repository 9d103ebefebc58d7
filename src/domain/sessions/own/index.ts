/** What a person sees of his own sessions, and ends. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { endOwnSessions as endThem, type OwnChoice, type OwnSession, selectOwnSessions } from './own.queries.ts'

export type { OwnChoice, OwnSession } from './own.queries.ts'

/** @returns the person's living sessions, the one used last first */
export const ownSessions = (database: Database, clock: Clock, pegawaiId: string): Promise<OwnSession[]> =>
  database.query<OwnSession>(selectOwnSessions(pegawaiId, clock.now()))

/**
 * Ends one of the person's sessions, or all but the one he looks from; the applications in them are told.
 * @returns how many were still alive: none where somebody was quicker
 */
export function endOwnSessions(
  { database, clock }: { readonly database: Database; readonly clock: Clock }, pegawaiId: string, choice: OwnChoice,
): Promise<number> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    const sesi = await endThem(trx, pegawaiId, choice, { reason: 'diakhiri-pemilik', at })
    if (sesi > 0) tell({ kind: 'sesi.diakhiri', subject: pegawaiId, data: { sesi, oleh: 'pemilik' } })
    return sesi
  })
}
