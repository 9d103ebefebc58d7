/** The record of the runs of a source. */
import type { Knex } from 'knex'

export interface RunRecord {
  readonly id: string
  readonly sumber: string
  readonly mode: 'sebagian' | 'penuh'
  readonly sha256: Buffer
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly outcome: 'diterapkan' | 'ditolak'
  readonly report: object
}

/**
 * Takes the one lock of all imports, over all nodes of the database, until the transaction ends.
 * @returns false when another one has it
 */
export async function lockImports(trx: Knex.Transaction): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { locked: boolean }[] }>(
    `SELECT pg_try_advisory_xact_lock(hashtext('kepegawaian_run')) AS locked`,
  )
  return rows[0]?.locked === true
}

/** @returns whether the database is a demo instance: accounts whose password everybody can read (decision 4) */
export async function hasDemoAccounts(trx: Knex.Transaction): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { demo: boolean }[] }>('SELECT EXISTS (SELECT FROM demo_account) AS demo')
  return rows[0]?.demo === true
}

/** How many lines the source had before: those of its last full run, or else all that it ever brought. */
export async function countPreviousRows(trx: Knex.Transaction, sumber: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: { previous: number }[] }>(
    `SELECT COALESCE(
       (SELECT (report ->> 'read')::int FROM kepegawaian_run
        WHERE sumber = :sumber AND mode = 'penuh' AND outcome = 'diterapkan' ORDER BY finished_at DESC LIMIT 1),
       (SELECT count(*)::int FROM pegawai_sumber WHERE sumber = :sumber)) AS previous`,
    { sumber },
  )
  return rows[0]?.previous ?? 0
}

/** Writes a run that is over, or whose outcome stands with the transaction. */
export async function insertRun(trx: Knex.Transaction, run: RunRecord): Promise<void> {
  await trx.raw(
    `INSERT INTO kepegawaian_run (id, sumber, mode, isi_sha256, started_at, finished_at, outcome, report)
     VALUES (:id, :sumber, :mode, :sha256, :startedAt, :finishedAt, :outcome, :report)`,
    { ...run, report: JSON.stringify(run.report) },
  )
}
