/** What waits for somebody at BKD, as numbers. */
import type { Database } from '../../kernel/db/database.ts'

export interface Waiting {
  /** Runs that the brake holds until two people have answered. */
  readonly runs: number
  /** Lines that the newest applied run of each source left out. */
  readonly quarantined: number
  /** People who may sign in today and will not be able to within 30 days, by retirement or the end of a contract. */
  readonly comingEnds: number
  /** Assignments and people without a NIP that wait for another one of BKD. */
  readonly letters: number
  readonly outsiders: number
  /** Pushed events that contradict who is who, or wait for a person or a unit. */
  readonly events: number
}

/** @param today official day, YYYY-MM-DD */
export async function countWaiting(database: Database, today: string): Promise<Waiting> {
  const [row] = await database.query<Waiting>({
    text: `SELECT
        (SELECT count(*)::int FROM kepegawaian_run WHERE outcome = 'menunggu') AS runs,
        (SELECT COALESCE(sum(lines), 0)::int FROM (
           SELECT DISTINCT ON (sumber) (report ->> 'quarantined_count')::int AS lines FROM kepegawaian_run
           WHERE outcome = 'diterapkan' ORDER BY sumber, finished_at DESC) newest) AS quarantined,
        (SELECT count(*)::int FROM pegawai WHERE keadaan IN ('aktif', 'terbatas')
           AND (tmt_pensiun > $1 AND tmt_pensiun <= $1::date + 30
             OR akhir_kontrak >= $1 AND akhir_kontrak < $1::date + 30)) AS "comingEnds",
        (SELECT count(*)::int FROM penugasan_usulan WHERE keadaan = 'menunggu') AS letters,
        (SELECT count(*)::int FROM tanpa_nip_usulan WHERE keadaan = 'menunggu') AS outsiders,
        (SELECT count(*)::int FROM kepegawaian_peristiwa WHERE status IN ('bertentangan', 'tertunda')) AS events`,
    values: [today],
  })
  return row ?? { runs: 0, quarantined: 0, comingEnds: 0, letters: 0, outsiders: 0, events: 0 }
}
