import type { Knex } from 'knex'

/** @returns the unit of a person's post on a day, undefined for one without a post */
export async function unitOf(trx: Knex.Transaction, pegawaiId: string, today: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string | null }[] }>(
    `SELECT unit_pada(pj.unit_id, CAST(:today AS date)) AS id FROM pegawai_jabatan pj
     WHERE pj.pegawai_id = :pegawaiId AND pj.valid_from <= :today AND (pj.valid_to IS NULL OR pj.valid_to > :today)
     ORDER BY pj.valid_from DESC LIMIT 1`, { pegawaiId, today })
  return rows[0]?.id ?? undefined
}
