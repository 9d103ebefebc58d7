import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { findAllowedSources } from './rem.queries.ts'
import { findEvents, findRipe } from './simpan.queries.ts'
import { useAllowances } from './tanya.service.ts'
import { lockDirectory } from './terapkan.queries.ts'
import { applyEvents } from './terapkan.service.ts'
import type { WriteContext } from './tulis.service.ts'

/** How often events are looked at that could not be applied when they came. */
export const RETRY_MS = 5_000

const MOST = 500

/**
 * Applies events that waited: for their day, for a unit that was mapped, for a person who became known, for the end of an
 * import. Idempotent, on any node.
 * @returns how many were looked at
 */
export async function applyRipeEvents(database: Database, clock: Clock): Promise<number> {
  const isAnything = await database.knex.transaction(async (trx) =>
    (await findRipe(trx, clock.today(), 1)).length + (await findAllowedSources(trx)).length > 0)
  if (!isAnything) return 0
  return await database.knex.transaction(async (trx) => {
    await lockDirectory(trx)
    const contextOf = (sumber: string): WriteContext =>
      ({ sumber, at: clock.now(), today: clock.today(), actor: 'sistem', origin: { correlationId: newId() } })
    await useAllowances(trx, contextOf, (ids, context) => applyEvents(trx, ids, context))
    const ripe = await findEvents(trx, await findRipe(trx, clock.today(), MOST))
    for (const [sumber, events] of Map.groupBy(ripe, (event) => event.sumber)) {
      await applyEvents(trx, events.map(({ id }) => id), contextOf(sumber))
    }
    return ripe.length
  })
}
