import type { Database } from '../../kernel/db/database.ts'

/** SQL of the time until which everything that a source told is known here: `data_per`. */
export const DATA_PER = '(SELECT max(berhasil_at) FROM kepegawaian_sumber)'

/** @returns the time of the last personnel sync, undefined before the first */
export async function findDataPer(database: Database): Promise<Date | undefined> {
  const [row] = await database.query<{ at: Date | null }>({ text: `SELECT ${DATA_PER} AS at`, values: [] })
  return row?.at ?? undefined
}
