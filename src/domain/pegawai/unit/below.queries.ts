import type { Database } from '../../../kernel/db/database.ts'

/**
 * @param units ids that a role is bound to
 * @returns whether a unit is one of them or stands below one, however deep; false for a unit that there is not
 */
export async function isAtOrBelow(database: Database, unitId: string, units: readonly string[]): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>({
    text: `WITH RECURSIVE up AS (
        SELECT id, induk_id FROM unit_kerja WHERE id = $1
        UNION SELECT u.id, u.induk_id FROM unit_kerja u JOIN up ON u.id = up.induk_id
      )
      SELECT EXISTS (SELECT FROM up WHERE id = ANY($2::uuid[])) AS found`,
    values: [unitId, units],
  })
  return row?.found === true
}

/** @returns those units and all below them, each once; what ended is among them, since what is its stays theirs */
export async function unitsAtOrBelow(database: Database, units: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `WITH RECURSIVE below AS (
        SELECT id FROM unit_kerja WHERE id = ANY($1::uuid[])
        UNION SELECT u.id FROM unit_kerja u JOIN below ON u.induk_id = below.id
      )
      SELECT id FROM below`,
    values: [units],
  })
  return rows.map(({ id }) => id)
}
