import { enqueueMail } from '../../../kernel/notifications/index.ts'
import { mailToRole } from '../../accounts/role-mail.queries.ts'
import { daysBetween } from '../days.rules.ts'
import { warningSpans, WARNINGS } from './kalender.rules.ts'
import type { CalendarAct } from './act.ts'
import { takeWarnings } from './warn.queries.ts'

/**
 * Warns people of the end of their own service, and BKD of all who were warned: 90, 30 and 7 days before, each once.
 * Whoever has no address stands in BKD's list alone.
 */
export async function warnOfEnds({ trx, at, today, tell }: CalendarAct): Promise<void> {
  const warnings = await takeWarnings(trx, { spans: warningSpans(WARNINGS), today, at })
  if (warnings.length === 0) return
  const groups = [...Map.groupBy(warnings, ({ sebab, hari, batas }) => `${hari} ${sebab} ${batas}`).values()]
    .flatMap((people) => people[0] ? [{ ...people[0], people }] : [])
  for (const { sebab, hari, batas, people } of groups) {
    const data = { sebab, hari, sisa: daysBetween(today, hari) }
    await enqueueMail(trx, {
      to: people.flatMap(({ email }) => email ?? []), template: 'akhir-masa', data,
    })
    tell({ kind: 'kalender.diperingatkan', data: { hari, sebab, batas, jumlah: people.length } })
  }
  await mailToRole(trx, 'bkd', {
    template: 'akhir-masa-daftar', today,
    data: {
      jumlah: warnings.length,
      baris: groups.map(({ sebab, hari, people }) => ({
        sebab, hari, sisa: daysBetween(today, hari), jumlah: people.length,
        tanpaSurel: people.filter(({ email }) => email === null).length,
      })),
    },
  })
}
