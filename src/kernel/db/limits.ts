import type { Database } from './database.ts'

/** @returns how many connections the server allows in all */
export async function findMaxConnections(database: Database): Promise<number> {
  const [row] = await database.query<{ max: number }>({
    text: `SELECT current_setting('max_connections')::int AS max`, values: [],
  })
  return row?.max ?? 0
}
