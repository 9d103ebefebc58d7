/** What happens by date to people without a NIP. Who may be signed in is right without it: states are read by date. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { enqueueMail } from '../../../kernel/notifications/index.ts'
import { actAs } from '../../audit/act.ts'
import { endEverythingOf } from '../../sessions/endings/index.ts'
import { daysBetween, daysLater } from '../days.rules.ts'
import { findEmail } from '../petugas.queries.ts'
import { findEnding, freezeExpired } from './usulan.queries.ts'

/** Each hour: at 00:00 WIB (17:00 UTC), and again for a night in which no node ran. */
export const LAST_DAY_SCHEDULE = '0 * * * *'

/** Whoever entered somebody is told so many days before his last. */
const WARN_DAYS = [30, 7]

/**
 * Freezes those whose last day is over, ends what they hold and tells their applications; tells whoever entered the
 * others that their last day comes, once for each of 30 and 7 days before.
 * @returns how many were frozen now, and how many letters are owed
 */
export function keepLastDays(database: Database, clock: Clock): Promise<{ frozen: number; warned: number }> {
  const today = clock.today()
  return actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    const over = await freezeExpired(trx, today, at)
    for (const subject of over) {
      const sesi = await endEverythingOf(trx, { pegawaiIds: [subject], reason: 'berhenti', at })
      tell({ kind: 'tanpa-nip.berakhir', subject, data: { sesi } })
    }
    let warned = 0
    for (const { id, nama, berlaku_sampai: sampai, dibuat_oleh: by } of
      await findEnding(trx, today, daysLater(today, Math.max(...WARN_DAYS)))) {
      const left = daysBetween(today, sampai)
      const stage = WARN_DAYS.findLast((days) => left <= days)
      const to = await findEmail(trx, by)
      if (to === undefined || stage === undefined) continue
      warned += await enqueueMail(trx, {
        to, template: 'tanpa-nip-berakhir', data: { nama, sampai, tautan: `/bkd/tanpa-nip/orang/${id}` },
        dedupKey: `tanpa-nip-berakhir:${id}:${sampai}:${stage}`,
      })
    }
    return { frozen: over.length, warned }
  })
}
