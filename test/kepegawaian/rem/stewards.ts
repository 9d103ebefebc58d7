import { allowRun } from '../../../src/domain/kepegawaian/runs/index.ts'
import type { Directory } from '../directory.ts'
import { clockAt, TODAY } from '../feeds.ts'

/** @returns subs of people of BKD, who stand in no feed */
export async function stewards(directory: Directory, count: number, role = 'bkd'): Promise<string[]> {
  const people = await directory.rows<{ id: string }>(
    `INSERT INTO pegawai (nama, tanggal_lahir, kedudukan_kode, keadaan, synthetic)
     SELECT 'Petugas ' || n, '1985-01-01', '01', 'aktif', false FROM generate_series(1, $1::int) AS n RETURNING id`, [String(count)])
  for (const { id } of people) {
    await directory.rows(
      `INSERT INTO product_role (pegawai_id, role, valid_from, given_by) VALUES ($1, $2, '2026-01-01', 'operator')`, [id, role])
  }
  return people.map(({ id }) => id)
}

/** Two people of BKD allow what a run would do. */
export async function allowTwice(directory: Directory, runId: string, day = TODAY): Promise<void> {
  for (const by of await stewards(directory, 2)) {
    await allowRun({ database: directory.database, clock: clockAt(day) }, { runId, by })
  }
}
