import type { Knex } from 'knex'
import type { Petugas } from './petugas.ts'

/**
 * CTE `jangkauan` (column id): units that somebody of the staff may act for, empty for BKD, who is not held to any.
 * @param parameter SQL of the uuid[] of his units
 */
export const reachCte = (parameter: string): string => `jangkauan AS (
  SELECT id FROM unit_kerja WHERE id = ANY(${parameter})
  UNION SELECT u.id FROM unit_kerja u JOIN jangkauan ON u.induk_id = jangkauan.id)`

/** @returns whether he may act for every one of these units; an unknown one is nobody's, a person without unit BKD's */
export async function reaches(
  trx: Knex.Transaction, { isBkd, unitIds }: Petugas, wanted: readonly (string | null)[],
): Promise<boolean> {
  if (isBkd) return true
  const { rows } = await trx.raw<{ rows: [{ all: boolean }] }>(
    `WITH RECURSIVE ${reachCte('CAST(:unitIds AS uuid[])')}
     SELECT coalesce(bool_and(w IN (SELECT id FROM jangkauan)), false) AS all
     FROM unnest(CAST(:wanted AS uuid[])) AS w`,
    { unitIds: [...unitIds], wanted: [...wanted] },
  )
  // bool_and passes over what is null: a person without a unit.
  return rows[0].all && !wanted.includes(null)
}

/** @returns where the person who recorded something is told what became of it; undefined without an address */
export async function findEmail(trx: Knex.Transaction, pegawaiId: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { email: string | null }[] }>(
    'SELECT email FROM pegawai WHERE id = ?', [pegawaiId])
  return rows[0]?.email ?? undefined
}

/** @returns the first row of a statement with names for its values */
export async function firstRow<Row>(
  trx: Knex.Transaction, sql: string, values: Record<string, unknown>,
): Promise<Row | undefined> {
  const { rows } = await trx.raw<{ rows: Row[] }>(sql, values as Record<string, Knex.Value>)
  return rows[0]
}

/** @returns what was recorded when its unit is in his reach, locked against everybody else who decides */
export function lockRecorded<Row>(
  trx: Knex.Transaction, table: 'penugasan_usulan' | 'tanpa_nip_usulan', id: string, { isBkd, unitIds }: Petugas,
): Promise<Row | undefined> {
  return firstRow<Row>(trx, `
    WITH RECURSIVE ${reachCte('CAST(:unitIds AS uuid[])')}
    SELECT u.* FROM ${table} u
    WHERE u.id = CAST(:id AS uuid) AND (:isBkd OR u.unit_id IN (SELECT id FROM jangkauan)) FOR UPDATE OF u`,
  { id, isBkd, unitIds: [...unitIds] })
}
