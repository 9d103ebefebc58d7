import type { Knex } from 'knex'

/** @returns the kind of a unit that is alive, undefined when there is no such one */
export async function findUnitKind(trx: Knex.Transaction, unitId: string, today: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { jenis: string }[] }>(
    `SELECT jenis FROM unit_kerja
     WHERE id = CAST(:unitId AS uuid) AND valid_from <= :today AND (valid_to IS NULL OR valid_to > :today)`,
    { unitId, today },
  )
  return rows[0]?.jenis
}
