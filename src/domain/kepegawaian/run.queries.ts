/** What a run has to know before it begins. */
import type { Knex } from 'knex'

/**
 * Takes the one lock of all runs, over all nodes of the database, until the transaction ends: for whoever changes the
 * ground that runs stand on. Runs themselves hold it with a connection of their own (runs/conduct.service.ts).
 * @returns false when a run has it
 */
export async function lockImports(trx: Knex.Transaction): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { locked: boolean }[] }>(
    `SELECT pg_try_advisory_xact_lock(hashtext('kepegawaian_run')) AS locked`,
  )
  return rows[0]?.locked === true
}

/** @returns whether the database is a demo instance: accounts whose password everybody can read (decision 4) */
export async function hasDemoAccounts(trx: Knex | Knex.Transaction): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { demo: boolean }[] }>('SELECT EXISTS (SELECT FROM demo_account) AS demo')
  return rows[0]?.demo === true
}

/** How many lines the source had before: those of its last full run, or else everybody of it who has not left. */
export async function countPreviousRows(trx: Knex.Transaction, sumber: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: { previous: number }[] }>(
    `SELECT COALESCE(
       (SELECT (report ->> 'read')::int FROM kepegawaian_run
        WHERE sumber = :sumber AND mode = 'penuh' AND outcome = 'diterapkan' ORDER BY finished_at DESC LIMIT 1),
       (SELECT count(*)::int FROM pegawai_sumber s JOIN pegawai p ON p.id = s.pegawai_id
        WHERE s.sumber = :sumber AND p.keadaan <> 'tutup')) AS previous`,
    { sumber },
  )
  return rows[0]?.previous ?? 0
}
