import type { Database } from '../../../kernel/db/database.ts'

/** @returns names that units have on a day, by id; of one that is no more the last that it had */
export async function unitNames(database: Database, ids: readonly string[], today: string): Promise<Record<string, string>> {
  if (ids.length === 0) return {}
  const rows = await database.query<{ id: string; nama: string }>({
    text: `SELECT DISTINCT ON (n.unit_id) n.unit_id AS id, n.nama FROM unit_nama n WHERE n.unit_id = ANY($1::uuid[])
           ORDER BY n.unit_id, (n.valid_from <= $2 AND (n.valid_to IS NULL OR n.valid_to > $2)) DESC, n.valid_from DESC`,
    values: [ids, today],
  })
  return Object.fromEntries(rows.map(({ id, nama }) => [id, nama]))
}
