import type { Database } from './database.ts'

/** @returns the database's clock at this moment, not at the beginning of a transaction */
export async function databaseTime(database: Database): Promise<Date> {
  const [row] = await database.query<{ at: Date }>({ text: 'SELECT clock_timestamp() AS at', values: [] })
  if (!row) throw new Error('the database told no time')
  return row.at
}
