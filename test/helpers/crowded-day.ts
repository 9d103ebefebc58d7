import { runCalendar } from '../../src/domain/kepegawaian/kalender/index.ts'
import { daysLater } from '../../src/domain/kepegawaian/days.rules.ts'
import type { House } from './house.ts'

/**
 * Makes the coming midnight one of too many ends: ordinary people of one OPD without an account, whose contract ends
 * today. The calendar has been looked at.
 * @returns the first day without them, YYYY-MM-DD
 */
export async function crowdedDay({ db, clock }: Pick<House, 'db' | 'clock'>, people = 120): Promise<string> {
  const today = clock.today()
  await db.owner.query({
    text: `UPDATE pegawai SET akhir_kontrak = $1 WHERE id IN (
             SELECT p.id FROM pegawai p WHERE p.keadaan = 'aktif' AND p.jenis = 'PPPK' AND p.akhir_kontrak > $1
               AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id) ORDER BY p.nama, p.id LIMIT $2)`,
    values: [today, people],
  })
  await runCalendar({ database: db.app, clock })
  return daysLater(today, 1)
}
