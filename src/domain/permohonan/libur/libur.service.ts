/** The calendar of days off, by which the clocks of the procedure go; an admin keeps it. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import type { Actor } from '../../audit/index.ts'
import { deleteHoliday, insertHolidays } from './libur.queries.ts'
import { fixedHolidays, type Libur, liburMistakes } from './libur.rules.ts'

interface CalendarDesk {
  readonly database: Database
  readonly clock: Clock
  readonly actor: Actor
}

/** Adds days; those that stand there stay as they are. @returns how many were added */
function add(desk: CalendarDesk, days: readonly Libur[]): Promise<number> {
  return actAs(desk, async ({ trx, at, tell }) => {
    const added = await insertHolidays(trx, days, { oleh: desk.actor, at })
    for (const tanggal of added) tell({ kind: 'libur.ditambah', data: { tanggal } })
    return added.length
  })
}

/** Adds a day off. @returns what is wrong with it, by field; nothing when it was added */
export async function addHoliday(desk: CalendarDesk, day: Libur): Promise<ReturnType<typeof liburMistakes>> {
  const galat = liburMistakes(day)
  if (Object.keys(galat).length > 0) return galat
  return await add(desk, [day]) === 1 ? {} : { tanggal: 'sudah-ada' }
}

/** Adds the days of a year whose dates are fixed by law. @returns how many were not there */
export const addFixedHolidays = (desk: CalendarDesk, year: number): Promise<number> => add(desk, fixedHolidays(year))

/** Takes a day off out of the calendar. @returns false when it is not there */
export function removeHoliday(desk: CalendarDesk, tanggal: string): Promise<boolean> {
  return actAs(desk, async ({ trx, tell }) => {
    if (!await deleteHoliday(trx, tanggal)) return false
    tell({ kind: 'libur.dihapus', data: { tanggal } })
    return true
  })
}
