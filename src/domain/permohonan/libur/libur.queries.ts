import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Libur } from './libur.rules.ts'

/** @returns the days off of a year, in order */
export function holidaysOf(database: Database, year: number): Promise<Libur[]> {
  return database.query<Libur>({
    text: `SELECT tanggal, nama FROM hari_libur WHERE tanggal BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31) ORDER BY tanggal`,
    values: [year],
  })
}

/** Writes days off down; those that stand there stay as they are. @returns the days that were added */
export async function insertHolidays(
  trx: Knex.Transaction, days: readonly Libur[], { oleh, at }: { oleh: string; at: Date },
): Promise<string[]> {
  if (days.length === 0) return []
  return (await trx('hari_libur').insert(days.map((day) => ({ ...day, oleh, at }))).onConflict('tanggal').ignore()
    .returning<{ tanggal: string }[]>('tanggal')).map(({ tanggal }) => tanggal)
}

/** @returns whether it was there */
export async function deleteHoliday(trx: Knex.Transaction, tanggal: string): Promise<boolean> {
  return await trx('hari_libur').where({ tanggal }).delete() > 0
}
