import type { Database } from '../../kernel/db/database.ts'

/** @returns what a person is called, undefined when nobody has this id */
export async function findName(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.query<{ nama: string }>({ text: 'SELECT nama FROM pegawai WHERE id = $1', values: [id] })
  return row?.nama
}
