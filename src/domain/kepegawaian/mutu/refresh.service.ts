/** Looks at everybody's data anew after something changed, outside of any run: a run must not wait for it. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { isAlive, treeOf, type UnitTree } from '../../pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import { checkOpd, checkPerson } from './checks.rules.ts'
import { type Found, isStale, leadersByUnit, lockRefresh, personFacts, recordRefresh, storeFound } from './refresh.queries.ts'

/** Some three megabytes at a time. */
const PEOPLE_AT_ONCE = 5_000

interface RefreshContext {
  readonly database: Database
  readonly clock: Clock
}

/** @returns whether it was needed, and this node did it */
export async function refreshFindings({ database, clock }: RefreshContext): Promise<boolean> {
  const today = clock.today()
  if (!await isStale(database.knex, today)) return false
  const tree = treeOf(await allUnits(database, today))
  // What changes while this looks is newer than this moment, so the next call looks again.
  const at = clock.now()
  return database.knex.transaction(async (trx) => {
    if (!await lockRefresh(trx)) return false
    await lookAtPeople(trx, tree, { today, at })
    await lookAtOpd(trx, tree, { today, at })
    await recordRefresh(trx, { today, at })
    return true
  })
}

async function lookAtPeople(
  trx: Knex.Transaction, tree: UnitTree, { today, at }: { today: string; at: Date },
): Promise<void> {
  for (let after: string | null = null, isMore = true; isMore;) {
    const people = await personFacts(trx, { after, most: PEOPLE_AT_ONCE, today })
    isMore = people.length === PEOPLE_AT_ONCE
    const upTo = isMore ? people.at(-1)?.id ?? null : null
    const found = people.flatMap((person): Found[] => {
      const opd_id = person.unit_id === null ? null : tree.opdOf(person.unit_id)?.id ?? null
      return checkPerson(person, today).map((jenis) => ({ jenis, pegawai_id: person.id, opd_id }))
    })
    await storeFound(trx, found, { after, upTo }, at)
    after = upTo
  }
}

async function lookAtOpd(
  trx: Knex.Transaction, tree: UnitTree, { today, at }: { today: string; at: Date },
): Promise<void> {
  const leaders = await leadersByUnit(trx, today)
  const found = tree.units.filter((unit) => isOpdKind(unit.jenis) && isAlive(unit, today)).flatMap(({ id }): Found[] =>
    checkOpd(leaders.get(id) ?? { definitif: 0, penugasan: 0 }).map((jenis) => ({ jenis, pegawai_id: null, opd_id: id })))
  await storeFound(trx, found, 'opd', at)
}
