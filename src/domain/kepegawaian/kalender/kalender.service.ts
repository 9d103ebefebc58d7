import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actOnCalendar } from './act.ts'
import { endWhoStopped } from './end.ts'
import { holdCrowdedDays } from './hold.ts'
import { setDayDone } from './rem.queries.ts'
import { settleChanges } from './settle.ts'
import { tellOfCrowdedDays } from './tell.ts'
import { warnOfEnds } from './warn.ts'

/**
 * What the calendar needs each hour, at 00:00 WIB first of all, and before a service answers: hold where too many would
 * end, end for whom it is over, tell BKD and the people of what comes. Done again, nothing changes.
 * @returns how many people stopped
 */
export function runCalendar(house: { readonly database: Database; readonly clock: Clock }): Promise<number> {
  return actOnCalendar(house, async (act) => {
    await settleChanges(act.trx, act)
    const crowded = await holdCrowdedDays(act)
    const stopped = await endWhoStopped(act)
    await setDayDone(act.trx, act.today)
    await tellOfCrowdedDays(act, crowded)
    await warnOfEnds(act)
    return stopped
  })
}
