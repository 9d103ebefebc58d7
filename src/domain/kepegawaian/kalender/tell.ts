import { mailToRole } from '../../accounts/role-mail.queries.ts'
import { daysBetween } from '../days.rules.ts'
import { ALARMS, dueWarning } from './kalender.rules.ts'
import type { CalendarAct } from './act.ts'
import { type CrowdedDay, rememberAlarm } from './rem.queries.ts'

/** Tells BKD of days of too many ends, 30, 7 and 1 days before, each once: by e-mail and in the audit trail. */
export async function tellOfCrowdedDays(
  { trx, at, today, tell }: CalendarAct, days: readonly CrowdedDay[],
): Promise<void> {
  for (const { hari, jumlah } of days) {
    const batas = dueWarning(ALARMS, today, hari)
    if (batas === undefined || !await rememberAlarm(trx, { hari, batas, at })) continue
    await mailToRole(trx, 'bkd', {
      template: 'kalender-rem', data: { hari, jumlah, sisa: daysBetween(today, hari) }, today,
      dedupKey: `kalender-rem:${hari}:${batas}`,
    })
    tell({ kind: 'kalender.diberitahukan', data: { hari, jumlah, batas } })
  }
}
