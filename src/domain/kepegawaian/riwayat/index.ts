/** Looking a person up and reading his dated history, for BKD's steward; every look at a person is an audit event. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { record } from '../../audit/index.ts'
import { normaliseNip } from '../../pegawai/nip.rules.ts'
import { findPersonToday } from '../../pegawai/person.queries.ts'
import { type Receipt, selectReceipts } from '../../sessions/pengiriman/receipts.queries.ts'
import { countSessions, selectDeeds, selectFacts, selectFieldChanges, selectPeople } from './riwayat.queries.ts'
import type { Deed, Fact, FieldChange, FoundPerson, PersonFile } from './riwayat.ts'

export type { Deed, Fact, FieldChange, FoundPerson, PersonFile } from './riwayat.ts'

/** So much is told of each; what is older is in the runs and in the audit trail. */
const MOST = { facts: 200, changes: 200, deeds: 50, receipts: 100 } as const

/** On one page; whoever looks for somebody among more types a longer word. */
export const MOST_FOUND = 50

/** What people type when they mean a number: digits with gaps, or that of a person without a NIP. */
const NUMBER = /^(BTN)?[0-9]+$/

/**
 * @param typed a number, of today or of before, with whatever gaps; or words of a name
 * @returns at most one more than `MOST_FOUND`, by name; nobody for a number that is nobody's
 */
export function searchPeople(database: Database, clock: Clock, typed: string): Promise<FoundPerson[]> {
  const number = normaliseNip(typed.toUpperCase())
  const search = NUMBER.test(number) ? { nomor: number } : { nama: typed }
  return database.query<FoundPerson>(selectPeople(search, clock.today(), MOST_FOUND + 1))
}

/**
 * Reads everything about a person as of today, and writes down who looked: without the event there is no answer.
 * @param looker `sub` of who looks
 * @returns undefined when nobody has this id; nothing is written down then
 */
export async function openPersonFile(
  database: Database, clock: Clock, { id, looker }: { id: string; looker: string },
): Promise<PersonFile | undefined> {
  const person = await findPersonToday(database, id, clock.today())
  if (!person) return undefined
  const now = clock.now()
  record({ kind: 'pegawai.dilihat', actor: `pegawai:${looker}`, subject: id, data: {} }, now)
  const [facts, changes, deeds, receipts, [alive]] = await Promise.all([
    database.query<Fact>(selectFacts(id, MOST.facts)),
    database.query<FieldChange>(selectFieldChanges(id, MOST.changes)),
    database.query<Deed>(selectDeeds(id, MOST.deeds)),
    database.query<Receipt>(selectReceipts(id, MOST.receipts)),
    database.query<{ sessions: number }>(countSessions(id, now)),
  ])
  return { person, sessions: alive?.sessions ?? 0, facts, changes, deeds, receipts }
}
