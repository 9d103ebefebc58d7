import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { type OwnLaporan, selectOwnLaporan } from '../../domain/accounts/koreksi/koreksi.queries.ts'
import { type HistoryEvent, selectHistory } from '../../domain/audit/history.queries.ts'
import { record } from '../../domain/audit/index.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { selectCopy } from '../../domain/sessions/own/copy.queries.ts'
import { ownSessions } from '../../domain/sessions/own/index.ts'
import { type ReleasedSet, selectReleasedSets } from '../../domain/sessions/pelepasan.queries.ts'
import { claimsOf } from '../../oidc/claims.rules.ts'
import { TOLD_KINDS } from './riwayat.rules.ts'

/** The last events and reports: a copy for a person, not an archive. */
const EVENTS = 5_000
const REPORTS = 1_000

/**
 * A copy of what is kept about a person (UU 27/2022, article 7), under the names of the claims that applications receive;
 * taking it is an event.
 */
export async function copyOfEverything(
  { database, clock }: { readonly database: Database; readonly clock: Clock }, person: PersonToday,
): Promise<Record<string, unknown>> {
  const newest = { towards: 'lama', from: undefined, limit: EVENTS } as const
  const [sesi, riwayat, penerima, laporan, [kept]] = await Promise.all([
    ownSessions(database, clock, person.id),
    database.query<HistoryEvent>(selectHistory(person.id, TOLD_KINDS, newest)),
    database.query<ReleasedSet>(selectReleasedSets(person.id)),
    database.query<OwnLaporan>(selectOwnLaporan(person.id, REPORTS)),
    database.query<{ salinan: Readonly<Record<string, unknown>> }>(selectCopy(person.id)),
  ])
  record({ kind: 'data.diunduh', actor: `pegawai:${person.id}`, subject: person.id, data: {} }, clock.now())
  return {
    dibuat: clock.now().toISOString(),
    data: { sub: person.id, ...claimsOf(person, { syntheticCodes: false }) },
    peran: person.roles.map(({ role, opd }) => ({ peran: role, opd: opd?.nama })),
    sesi: sesi.map(({ uid: _uid, tanda: _tanda, ...one }) => one),
    penerima,
    riwayat: riwayat.map(({ kunci: _kunci, ...one }) => one),
    laporan, ...kept?.salinan,
  }
}
