/** The row of a run, from its first step to its end. */
import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import type { DifferenceRow } from '../difference/rows.rules.ts'
import type { Finding } from '../finding.ts'
import type { RunOutcome, Step, Trigger } from './run.ts'

export interface NewRun {
  readonly id: string
  readonly sumber: string
  readonly mode: 'sebagian' | 'penuh'
  readonly trigger: Trigger
  readonly actor: string
  readonly synthetic: boolean
  readonly startedAt: Date
}

/** Begins a run. */
export function insertRun(run: NewRun): Statement {
  return {
    text: `INSERT INTO kepegawaian_run (id, sumber, mode, pemicu, aktor, sintetis, started_at, detak_at, langkah)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'snapshot')`,
    values: [run.id, run.sumber, run.mode, run.trigger, run.actor, run.synthetic, run.startedAt],
  }
}

/** Begins a run in the transaction of whoever asks for it. */
export async function insertNewRun(trx: Knex.Transaction, run: NewRun & { readonly requested: 'uji'; readonly sha256: Buffer }): Promise<void> {
  await trx('kepegawaian_run').insert({
    id: run.id, sumber: run.sumber, mode: run.mode, pemicu: run.trigger, aktor: run.actor, sintetis: run.synthetic,
    started_at: run.startedAt, detak_at: run.startedAt, langkah: 'snapshot', permintaan: run.requested,
    isi_sha256: run.sha256,
  })
}

/** Tells how far a run is. One that has ended meanwhile is left alone. */
export function tellProgress(id: string, step: Step, { done, total, at }: { done: number; total: number; at: Date }): Statement {
  return {
    text: `UPDATE kepegawaian_run SET langkah = $2, kemajuan = $3, dari = $4, detak_at = $5
      WHERE id = $1 AND outcome = 'berjalan'`,
    values: [id, step, done, total, at],
  }
}

/** Writes down what was read. */
export function tellContent(id: string, { sha256, asOf }: { sha256: Buffer; asOf: Date }): Statement {
  return {
    text: 'UPDATE kepegawaian_run SET isi_sha256 = $2, isi_per = $3 WHERE id = $1', values: [id, sha256, asOf],
  }
}

/** Nobody answered the brake for so long. */
const QUESTION_DAYS = 30

/**
 * Ends the runs of processes that were killed, whoever asks having the lock of all runs, so that none of them lives; and
 * those whose question nobody answered. What was uploaded for them is gone.
 * @param except the run that just began
 */
export function endDeadRuns(at: Date, except: string): Statement {
  return {
    text: `WITH dead AS (
        UPDATE kepegawaian_run SET outcome = 'dibatalkan', finished_at = $1,
          sebab = CASE outcome WHEN 'berjalan' THEN 'terputus' ELSE 'tidak-dijawab' END
        WHERE id <> $2 AND ((outcome = 'berjalan' AND permintaan IS NULL)
          OR (outcome = 'menunggu' AND started_at < $1::timestamptz - make_interval(days => ${QUESTION_DAYS})))
        RETURNING id
      ) DELETE FROM kepegawaian_unggahan u USING dead WHERE u.run_id = dead.id`,
    values: [at, except],
  }
}

export interface RunEnd {
  readonly id: string
  readonly outcome: Exclude<RunOutcome, 'berjalan'>
  /** why it was refused or given up */
  readonly reason?: string
  readonly report?: object
  readonly at: Date
}

/**
 * Ends a run, once. Its uploaded bundle goes with it, unless it may be run again.
 * @returns false when it had ended already: somebody took this process for dead, and what it is about to do must not be
 */
export async function endRun(
  trx: Knex | Knex.Transaction, { id, outcome, reason, report, at }: RunEnd,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: [{ ended: number }] }>(
    `WITH ended AS (
       UPDATE kepegawaian_run SET outcome = :outcome, sebab = :reason, finished_at = :at,
         report = COALESCE(CAST(:report AS jsonb), report)
       WHERE id = :id AND outcome = 'berjalan' RETURNING id
     ), needless AS (
       DELETE FROM kepegawaian_unggahan u USING ended
       WHERE u.run_id = ended.id AND :outcome NOT IN ('menunggu', 'uji')
     )
     SELECT count(*)::int AS ended FROM ended`,
    { id, outcome, reason: reason ?? null, report: report ? JSON.stringify(report) : null, at },
  )
  return rows[0].ended === 1
}

/** A run that waited goes on as another one. */
export async function continueAs(trx: Knex.Transaction, waiting: string, at: Date): Promise<void> {
  await trx.raw(
    `UPDATE kepegawaian_run SET outcome = 'dibatalkan', sebab = 'diteruskan', finished_at = :at
     WHERE id = :waiting AND outcome = 'menunggu'`, { waiting, at })
}

/** Forgets what an earlier try of the same run kept. */
export function forgetFindings(run: string): Statement {
  return {
    text: `WITH gone AS (DELETE FROM kepegawaian_karantina WHERE run_id = $1)
      DELETE FROM kepegawaian_selisih WHERE run_id = $1`,
    values: [run],
  }
}

/** Keeps what differs and what was left out. */
export async function keepFindings(
  trx: Knex.Transaction, run: string, { rows, quarantined }: { rows: readonly DifferenceRow[]; quarantined: readonly Finding[] },
): Promise<void> {
  if (rows.length > 0) {
    await trx.raw(
      `INSERT INTO kepegawaian_selisih (run_id, nomor, hal, pegawai_id, external_id, kolom, lama, baru)
       SELECT :run, n, hal, pegawai_id, external_id, kolom, lama, baru FROM ROWS FROM (json_to_recordset(CAST(:rows AS json))
         AS (hal text, pegawai_id uuid, external_id text, kolom text, lama text, baru text)) WITH ORDINALITY
         AS r(hal, pegawai_id, external_id, kolom, lama, baru, n)`, { run, rows: JSON.stringify(rows) })
  }
  if (quarantined.length > 0) {
    await trx.raw(
      `INSERT INTO kepegawaian_karantina (run_id, nomor, berkas, baris, kolom, alasan)
       SELECT :run, n, file, line, field, reason FROM ROWS FROM (json_to_recordset(CAST(:rows AS json))
         AS (file text, line integer, field text, reason text)) WITH ORDINALITY AS r(file, line, field, reason, n)`,
      { run, rows: JSON.stringify(quarantined) })
  }
}
