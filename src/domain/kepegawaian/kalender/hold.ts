import type { Knex } from 'knex'
import { markHeld } from '../../pegawai/tahan.queries.ts'
import { passedLimits } from '../limits.rules.ts'
import { countServing, type OpenEnd, openEnds } from './akhir.queries.ts'
import { daysLater } from '../days.rules.ts'
import { AHEAD_DAYS, HELD_AHEAD_DAYS } from './kalender.rules.ts'
import type { CalendarAct } from './act.ts'
import { type CrowdedDay, lastDayDone, upsertCrowdedDays } from './rem.queries.ts'

/**
 * The calendar's brake: whoever would end on a day of too many ends is held, until two people of BKD have confirmed the
 * list. Looks two days ahead, so that a night without service locks nobody out, and back to the last day that was
 * looked at, so that days without service do not either.
 * @returns the crowded days among the days ahead
 */
export async function holdCrowdedDays(act: CalendarAct): Promise<CrowdedDay[]> {
  const { trx, at, today, tell } = act
  const done = await lastDayDone(trx)
  const from = daysLater(done !== undefined && done < today ? done : today, 1)
  const ends = await openEnds(trx, { from, to: daysLater(today, AHEAD_DAYS), today })
  const days = await crowded(trx, ends, today)
  if (days.length === 0) return []
  await upsertCrowdedDays(trx, { days, at })
  const until = daysLater(today, HELD_AHEAD_DAYS)
  for (const { hari, jumlah, sebab } of days.filter((day) => day.hari <= until)) {
    const pegawaiIds = ends.filter((end) => end.hari === hari).map(({ pegawai_id }) => pegawai_id)
    const held = await markHeld(trx, { pegawaiIds, sebab: 'kalender', hari, at })
    if (held.length === 0) continue
    tell({ kind: 'kalender.ditahan', data: { hari, jumlah, ditahan: held.length, batas: sebab.map(({ batas }) => batas) } })
  }
  return days
}

/** Days whose open ends pass a limit. Two ends are the least that can. */
async function crowded(trx: Knex.Transaction, ends: readonly OpenEnd[], today: string): Promise<CrowdedDay[]> {
  const byDay = [...Map.groupBy(ends, ({ hari }) => hari)].filter(([, { length }]) => length > 1)
  if (byDay.length === 0) return []
  const serving = await countServing(trx, today)
  return byDay.flatMap(([hari, those]) => {
    const lost = Map.groupBy(those, ({ opd }) => opd)
    const sebab = passedLimits(serving.map((one) => ({ ...one, lost: lost.get(one.opd)?.length ?? 0 })))
    return sebab.length > 0 ? [{ hari, jumlah: those.length, sebab }] : []
  })
}
