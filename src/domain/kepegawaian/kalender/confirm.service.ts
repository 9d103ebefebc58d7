import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { sha256 } from '../../../kernel/lib/ids.ts'
import { isOnDuty } from '../../accounts/on-duty.service.ts'
import { releaseHeld } from '../../pegawai/tahan.queries.ts'
import { markEnds, openEnds } from './akhir.queries.ts'
import { endWhoStopped } from './end.ts'
import { actOnCalendar, type CalendarAct } from './act.ts'
import { lockDay, setFirst, setSecond } from './rem.queries.ts'

/**
 * What an answer came to. `pertama`: somebody else has to confirm too. `kedua`: the ends of the list count, at once where
 * their day has come. `sama`: the same person again. `berubah`: the list is another one by now. `tidak-ada`: nothing
 * waits on that day.
 */
export type Confirmation = 'pertama' | 'kedua' | 'sama' | 'berubah' | 'tidak-ada'

/** @returns the open ends of a day and a name for exactly this list, hex */
export async function listOfDay({ trx, today }: Pick<CalendarAct, 'trx' | 'today'>, hari: string) {
  const ends = await openEnds(trx, { from: hari, to: hari, today })
  return { ends, digest: sha256(ends.map(({ pegawai_id, sebab }) => `${pegawai_id} ${sebab}`).join('\n')).toString('hex') }
}

/**
 * Confirms that the ends of a day are meant: two people of BKD for the very same list (decision 28), each once; a first
 * one who is not of BKD any more when the second speaks was none.
 * @param answer `digest` of the list as the person saw it, `by` who confirms
 */
export function confirmEnds(
  house: { readonly database: Database; readonly clock: Clock },
  { hari, digest, by }: { readonly hari: string; readonly digest: string; readonly by: string },
): Promise<Confirmation> {
  return actOnCalendar(house, async (act) => {
    const { trx, at, today, tell } = act
    const answers = await lockDay(trx, hari)
    const list = await listOfDay(act, hari)
    if (!answers || list.ends.length === 0) return 'tidak-ada'
    if (list.digest !== digest) return 'berubah'
    const isFirst = answers.pertama === null || answers.kedua !== null || answers.digest !== digest
      || !await isOnDuty(trx, { pegawaiId: answers.pertama, role: 'bkd', today })
    if (!isFirst && answers.pertama === by) return 'sama'
    const langkah = isFirst ? 'pertama' : 'kedua'
    tell({
      kind: 'kalender.disetujui', actor: `pegawai:${by}`, data: { hari, jumlah: list.ends.length, digest, langkah },
    })
    if (isFirst) {
      await setFirst(trx, { hari, digest, by, at })
      return langkah
    }
    await setSecond(trx, { hari, by, at })
    await markEnds(trx, { ends: list.ends, at, column: 'disetujui_at' })
    await releaseHeld(trx, { pegawaiIds: list.ends.map(({ pegawai_id }) => pegawai_id), sebab: 'kalender', at })
    await endWhoStopped(act)
    return langkah
  })
}
