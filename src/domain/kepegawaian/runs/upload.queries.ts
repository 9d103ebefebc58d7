/** Uploaded bundles and what is asked to be done with them. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** Keeps a sealed bundle for the run of the same id. */
export async function insertUpload(trx: Knex.Transaction, upload: { run: string; sealed: string; at: Date }): Promise<void> {
  await trx.raw('INSERT INTO kepegawaian_unggahan (run_id, isi_sealed, dibuat_at) VALUES (:run, :sealed, :at)', upload)
}

export interface Requested {
  readonly id: string
  readonly requested: 'uji' | 'terapkan'
  readonly mode: 'sebagian' | 'penuh'
  readonly synthetic: boolean
  readonly actor: string
  readonly startedAt: Date
  readonly sealed: string
  /** digest of the difference that was last shown, where it was confirmed */
  readonly shown: string | null
}

/** Takes the oldest uploaded bundle for which something is asked; whoever takes it has the lock of all runs. */
export async function takeRequested(database: Database, at: Date): Promise<Requested | undefined> {
  const [taken] = await database.query<Requested>({
    text: `WITH next AS (
        SELECT r.id, r.permintaan, u.isi_sealed FROM kepegawaian_run r JOIN kepegawaian_unggahan u ON u.run_id = r.id
        WHERE r.outcome = 'berjalan' AND r.permintaan IS NOT NULL ORDER BY r.started_at, r.id LIMIT 1
      )
      UPDATE kepegawaian_run r SET permintaan = NULL, detak_at = $1 FROM next WHERE r.id = next.id
      RETURNING r.id, next.permintaan AS requested, r.mode, r.sintetis AS synthetic, r.aktor AS actor,
        r.started_at AS "startedAt", next.isi_sealed AS sealed,
        CASE next.permintaan WHEN 'terapkan' THEN r.report ->> 'sidik_selisih' END AS shown`,
    values: [at],
  })
  return taken
}

/**
 * Asks that the kept bundle of a run be applied.
 * @param from what the run came to until now: a dry run that is confirmed, or a question that two people answered
 * @returns the source, undefined where the run is not there (any more), or its bundle is not
 */
export async function requestApplication(
  trx: Knex.Transaction, { run, from, at }: { run: string; from: 'uji' | 'menunggu'; at: Date },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { sumber: string }[] }>(
    `UPDATE kepegawaian_run r SET outcome = 'berjalan', permintaan = 'terapkan', sebab = NULL, langkah = 'snapshot', kemajuan = 0,
       dari = 0, finished_at = NULL, detak_at = :at
     WHERE id::text = :run AND outcome = :from AND EXISTS (SELECT FROM kepegawaian_unggahan u WHERE u.run_id = r.id)
     RETURNING sumber`, { run, from, at })
  return rows[0]?.sumber
}

/**
 * Gives up what has not changed anything: a dry run, a question, or a bundle that nobody began yet.
 * @returns the source, undefined where it was too late
 */
export async function cancelUnstarted(
  trx: Knex.Transaction, { run, alasan, at }: { run: string; alasan: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { sumber: string }[] }>(
    `WITH ended AS (
       UPDATE kepegawaian_run SET outcome = 'dibatalkan', sebab = 'dibatalkan', permintaan = NULL, finished_at = :at,
         report = COALESCE(report, '{}') || jsonb_build_object('alasan_batal', CAST(:alasan AS text))
       WHERE id::text = :run AND (outcome IN ('uji', 'menunggu') OR (outcome = 'berjalan' AND permintaan IS NOT NULL))
       RETURNING id, sumber
     ), needless AS (DELETE FROM kepegawaian_unggahan u USING ended WHERE u.run_id = ended.id),
     withdrawn AS (
       UPDATE kepegawaian_rem q SET batal_at = :at FROM ended
       WHERE q.run_id = ended.id AND q.dipakai_at IS NULL AND q.batal_at IS NULL
     )
     SELECT sumber FROM ended`, { run, alasan, at })
  return rows[0]?.sumber
}
