import type { Database } from '../../../kernel/db/database.ts'

/** Units by id, each with itself first and then all above it. */
export type Rantai = Readonly<Record<string, readonly string[]>>

/** @returns the chain upward of each of these units, in one statement */
export async function chainsOf(database: Database, ids: readonly string[]): Promise<Rantai> {
  const rows = await database.query<{ id: string; rantai: string[] }>({
    text: `WITH RECURSIVE up AS (
        SELECT id AS awal, id, induk_id, 0 AS tinggi FROM unit_kerja WHERE id = ANY($1::uuid[])
        UNION ALL SELECT up.awal, u.id, u.induk_id, tinggi + 1 FROM unit_kerja u JOIN up ON u.id = up.induk_id WHERE tinggi < 12
      )
      SELECT awal AS id, array_agg(id ORDER BY tinggi) AS rantai FROM up GROUP BY awal`,
    values: [ids],
  })
  return Object.fromEntries(rows.map(({ id, rantai }) => [id, rantai]))
}
