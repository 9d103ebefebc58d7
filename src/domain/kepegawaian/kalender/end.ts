import { dueKedudukan } from '../../pegawai/terjadwal.queries.ts'
import { endEverythingOf } from '../../sessions/endings/index.ts'
import { markEnds, reachedEnds } from './akhir.queries.ts'
import type { CalendarAct } from './act.ts'

/**
 * Ends what people are signed in to whose service ended by date, and writes the kedudukan that are due into them. They
 * could not sign in since 00:00 WIB without it; with it their applications hear so. Everybody once for each end.
 * @returns how many people
 */
export async function endWhoStopped({ trx, at, today, tell }: CalendarAct): Promise<number> {
  const ends = await reachedEnds(trx, today)
  for (const { pegawai_id: subject, kode, hari, dari, ke } of await dueKedudukan(trx, { today, at })) {
    tell({ kind: 'pegawai.kedudukan-berlaku', subject, data: { kode, hari, keadaan: { dari, ke } } })
  }
  if (ends.length === 0) return 0
  const pegawaiIds = [...new Set(ends.map(({ pegawai_id }) => pegawai_id))]
  await endEverythingOf(trx, { pegawaiIds, reason: 'berhenti', at })
  await markEnds(trx, { ends, at, column: 'berakhir_at' })
  for (const { pegawai_id: subject, hari, sebab } of ends) {
    tell({ kind: 'pegawai.masa-berakhir', subject, data: { hari, sebab } })
  }
  return pegawaiIds.length
}
