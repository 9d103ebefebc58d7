import type { Knex } from 'knex'

/** @returns who would be closed or frozen by a run whose difference is kept */
export async function findLostPeople(trx: Knex.Transaction, runId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `SELECT DISTINCT s.pegawai_id AS id FROM kepegawaian_selisih s
     WHERE s.run_id::text = :runId AND s.kolom = 'keadaan' AND s.baru IN ('beku', 'tutup') AND s.pegawai_id IS NOT NULL`,
    { runId })
  return rows.map(({ id }) => id)
}
